import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { IncidentId } from "./ids.ts";
import { canonicalJson } from "./incidents/canonical-json.ts";
import { anEntry } from "./incidents/testing/builders.ts";
import type { EntryBody, TimelineEntry } from "./timeline.ts";
import { bodyDigestOf, entryHash, findBreak, genesisHash } from "./timeline-hash.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const ID = "INC-0001" as IncidentId;

/** Notes, and as the last entry what is given. */
function aChain(length: number, last?: EntryBody): readonly TimelineEntry[] {
  let previous = genesisHash(ID, sha256);
  return Array.from({ length }, (_, index) => {
    const note: EntryBody = { kind: "note", markdown: `note ${index}` };
    const drafted = anEntry(index + 1, index === length - 1 ? (last ?? note) : note);
    const { hash: _hash, ...entry } = { ...drafted, bodyDigest: bodyDigestOf(drafted.body, sha256) };
    previous = entryHash(previous, entry, sha256);
    return { ...entry, hash: previous };
  });
}

const gone = (chain: readonly TimelineEntry[], seq: number) =>
  chain.map((entry) => (entry.seq === seq ? { ...entry, body: { kind: "erased" } as const } : entry));

test("a whole chain has no break, also after a body was erased and an entry says so", () => {
  const chain = aChain(4);
  expect(findBreak(ID, chain, sha256)).toBeUndefined();
  const erasure = {
    kind: "entry.erased",
    what: "note",
    seqs: [2],
    writtenAt: 1,
    reason: "a password",
  } as const;
  expect(findBreak(ID, gone(aChain(4, erasure), 2), sha256)).toBeUndefined();
});

test("a body that is gone without an entry that says who erased it breaks the chain", () => {
  expect(findBreak(ID, gone(aChain(4), 2), sha256)).toEqual({
    brokenAtSeq: 2,
    why: "its text is gone, and no entry says who erased it",
  });
});

test.each<[string, (entry: TimelineEntry) => TimelineEntry]>([
  ["another body", (entry) => ({ ...entry, body: { kind: "note", markdown: "other" } })],
  ["another time", (entry) => ({ ...entry, at: entry.at + 1 })],
  ["a source time that was added", (entry) => ({ ...entry, sourceAt: 1 })],
  ["another person", (entry) => ({ ...entry, actor: { kind: "person", userId: "x" as never, name: "Eve" } })],
  ["another visibility", (entry) => ({ ...entry, visibility: "internal" })],
  ["another incident", (entry) => ({ ...entry, incidentId: "INC-0002" as IncidentId })],
])("%s breaks the chain at that entry", (_name, change) => {
  const chain = aChain(4).map((entry) => (entry.seq === 3 ? change(entry) : entry));
  expect(findBreak(ID, chain, sha256)).toMatchObject({ brokenAtSeq: 3 });
});

test("a removed entry and a swapped pair break the chain", () => {
  const [one, two, three] = aChain(3);
  if (!one || !two || !three) throw new Error("no chain");
  expect(findBreak(ID, [one, three], sha256)).toMatchObject({ brokenAtSeq: 3 });
  expect(findBreak(ID, [one, three, two], sha256)).toMatchObject({ brokenAtSeq: 3 });
});

test("canonical JSON does not depend on the order of keys, and keeps what JSON keeps", () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [1, "é", null] } })).toBe(
    '{"a":{"c":[1,"é",null]},"b":1}',
  );
  const value = { z: "\u2028\ud800", y: -0, x: 1e21, w: [undefined] };
  expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
});
