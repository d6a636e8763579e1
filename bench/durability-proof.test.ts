import { expect, test } from "vitest";
import { anEntry } from "#lib/domain/incidents/testing/builders.ts";
import { type Acknowledged, findDurabilityFaults } from "./durability-proof.ts";

const stored = ["one", "two", "three"].map((markdown, index) =>
  anEntry(index + 1, { kind: "note", markdown }, { hash: `hash of ${markdown}` }),
);
const told = (words: string, seq: number, writer = 0): Acknowledged => ({
  incidentId: "INC-0001" as Acknowledged["incidentId"],
  seq,
  hash: `hash of ${words}`,
  words,
  writer,
});
const NONE = { lost: [], twice: [], disordered: [] };

test("entries that are there as clients were told are no fault, and neither are those nobody was told of", () => {
  expect(findDurabilityFaults([told("one", 1), told("two", 2)], stored)).toEqual(NONE);
});

test("an entry that is gone, or has another number or hash than was told, is lost", () => {
  const changed = { ...told("two", 2), hash: "another" };
  expect(findDurabilityFaults([told("four", 4), told("one", 2), changed], stored).lost).toEqual([
    "four",
    "one",
    "two",
  ]);
});

test("what was sent twice and stands there twice is found", () => {
  const again = anEntry(4, { kind: "note", markdown: "one" }, { hash: "hash of one" });
  expect(findDurabilityFaults([told("one", 1)], [...stored, again])).toEqual({ ...NONE, twice: ["one"] });
});

test("what one client said later stands later; between clients there is no order", () => {
  expect(findDurabilityFaults([told("two", 2), told("one", 1, 1)], stored)).toEqual(NONE);
  expect(findDurabilityFaults([told("two", 2), told("one", 1)], stored).disordered).toEqual(["one"]);
});
