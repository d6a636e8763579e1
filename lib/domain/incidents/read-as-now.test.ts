import { expect, test } from "vitest";
import type { EntryBody } from "../timeline.ts";
import { readAsNow, versionsOf } from "./read-as-now.ts";
import { anEntry, T0 } from "./testing/builders.ts";

const note = (seq: number, markdown: string) => anEntry(seq, { kind: "note", markdown });
const edited = (seq: number, noteSeq: number, markdown: string) =>
  anEntry(seq, { kind: "note.edited", noteSeq, noteAt: T0, markdown });
const removed = (seq: number, noteSeq: number) => anEntry(seq, { kind: "note.removed", noteSeq, noteAt: T0 });
const erased = (seq: number, ...seqs: number[]) =>
  anEntry(seq, { kind: "entry.erased", what: "note", seqs, writtenAt: T0, reason: "a password" });
const bodies = (...entries: ReturnType<typeof anEntry>[]): readonly [number, EntryBody["kind"], string?][] =>
  readAsNow(entries).map(({ seq, body }) =>
    "markdown" in body ? [seq, body.kind, body.markdown] : [seq, body.kind],
  );

test("an edited note is told with its last text, and no text before it is told anywhere", () => {
  expect(bodies(note(1, "one"), edited(2, 1, "two"), note(3, "other"), edited(4, 1, "three"))).toEqual([
    [1, "note", "three"],
    [2, "note.edited", ""],
    [3, "note", "other"],
    [4, "note.edited", ""],
  ]);
});

test("a removed note leaves a mark where it stood, also after edits", () => {
  expect(bodies(note(1, "one"), edited(2, 1, "two"), removed(3, 1))).toEqual([
    [1, "removed"],
    [2, "note.edited", ""],
    [3, "note.removed"],
  ]);
});

test("an erased note leaves one mark, not one for each of its versions", () => {
  const gone = [1, 2].map((seq) => anEntry(seq, { kind: "erased" }));
  expect(bodies(...gone, erased(3, 1, 2))).toEqual([
    [1, "erased"],
    [3, "entry.erased"],
  ]);
});

test("what a browser still holds of an erased note is not told either", () => {
  expect(bodies(note(1, "hunter2"), erased(2, 1))).toEqual([
    [1, "erased"],
    [2, "entry.erased"],
  ]);
});

test("where nothing was changed the entries are the same ones", () => {
  const entries = [note(1, "one")];
  expect(readAsNow(entries)).toBe(entries);
});

test("versions of a note are its texts in order, with when each was written", () => {
  const versions = versionsOf([note(1, "one"), note(2, "other"), edited(3, 1, "two"), edited(4, 1, "three")]);
  expect([...versions.keys()]).toEqual([1]);
  expect(versions.get(1)?.map(({ seq, markdown }) => [seq, markdown])).toEqual([
    [1, "one"],
    [3, "two"],
    [4, "three"],
  ]);
});
