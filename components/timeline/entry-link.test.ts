import { expect, test } from "vitest";
import { anEntry, aSymptom } from "#lib/domain/incidents/testing/builders.ts";
import { entryHash, rowOfSeq, seqOfHash } from "./entry-link.ts";
import { toStory } from "./story.ts";

const line = (seq: number, text: string) =>
  anEntry(seq, { kind: "engine.line", hostId: aSymptom().hostId, unit: "dockerd", text });

test("an address names the entry it was made for, and other words in its place name none", () => {
  expect(seqOfHash(entryHash(12))).toBe(12);
  for (const hash of ["", "#e", "#e0", "#e12x", "#12", "#e1234567890"])
    expect(seqOfHash(hash)).toBeUndefined();
});

test("an entry that is folded into a row is found in that row, and one that is not here is not", () => {
  const rows = toStory([line(1, "timeout after 1 s"), line(2, "timeout after 2 s"), line(3, "other")], "all");
  expect(rowOfSeq(rows, 2)?.key).toBe("entry-1");
  expect(rowOfSeq(rows, 3)?.key).toBe("entry-3");
  expect(rowOfSeq(rows, 4)).toBeUndefined();
});
