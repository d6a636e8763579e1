import { expect, test } from "vitest";
import { aliasFinder } from "./aliases.ts";

const found = (rules: readonly string[], text: string) =>
  aliasFinder(rules.map((rule) => ({ rule, count: 1 })))(text).map(({ from, to }) => text.slice(from, to));

test("each alias is found by itself, wherever it stands", () => {
  const told = "host-1, on host-12_data: address-3 did not answer person B, says person AA.";
  expect(found(["host-name", "person-name", "token"], told)).toEqual([
    "host-1",
    "host-12",
    "address-3",
    "person B",
    "person AA",
  ]);
});

test("a name that only looks like an alias is none, where its rule took nothing out", () => {
  expect(found(["person-name"], "host-1 and person A")).toEqual(["person A"]);
  expect(found(["own-word"], "host-1 and person A")).toEqual([]);
  expect(found(["host-name"], "myhost-1, host-1b")).toEqual([]);
  expect(aliasFinder([{ rule: "host-name", count: 0 }])("host-1")).toEqual([]);
});
