import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { IncidentId } from "./ids.ts";
import { canonicalJson } from "./incidents/canonical-json.ts";
import { anEntry, T0 } from "./incidents/testing/builders.ts";
import type { EntryBody, TimelineEntry } from "./timeline.ts";
import { bodyDigestOf, entryHash, genesisHash, proveChain } from "./timeline-hash.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const ID = "INC-0001" as IncidentId;

const findBreak = (entries: readonly TimelineEntry[]) => proveChain(ID, entries, sha256).broken;

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
  expect(findBreak(chain)).toBeUndefined();
  const erasure = {
    kind: "entry.erased",
    what: "note",
    seqs: [2],
    writtenAt: 1,
    reason: "a password",
  } as const;
  expect(findBreak(gone(aChain(4, erasure), 2))).toBeUndefined();
});

test("a body that is gone without an entry that says who erased it breaks the chain", () => {
  expect(findBreak(gone(aChain(4), 2))).toEqual({
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
  expect(findBreak(chain)).toMatchObject({ brokenAtSeq: 3 });
});

test("a removed entry and a swapped pair break the chain", () => {
  const [one, two, three] = aChain(3);
  if (!one || !two || !three) throw new Error("no chain");
  expect(findBreak([one, three])).toMatchObject({ brokenAtSeq: 3 });
  expect(findBreak([one, three, two])).toMatchObject({ brokenAtSeq: 3 });
});

test("canonical JSON does not depend on the order of keys, and keeps what JSON keeps", () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [1, "é", null] } })).toBe(
    '{"a":{"c":[1,"é",null]},"b":1}',
  );
  const value = { z: "\u2028\ud800", y: -0, x: 1e21, w: [undefined] };
  expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
});

/** As older versions wrote it: chained by times with a fraction, and stored in whole milliseconds. */
function aChainStoredInWholeMs(
  times: Partial<Pick<TimelineEntry, "at" | "sourceAt">>,
): readonly TimelineEntry[] {
  let previous = genesisHash(ID, sha256);
  return [{}, times, {}].map((own, index) => {
    const { hash: _, ...entry } = { ...anEntry(index + 1, { kind: "note", markdown: `${index}` }), ...own };
    const digested = { ...entry, bodyDigest: bodyDigestOf(entry.body, sha256) };
    previous = entryHash(previous, digested, sha256);
    return {
      ...digested,
      at: Math.trunc(digested.at),
      ...(digested.sourceAt !== undefined && { sourceAt: Math.trunc(digested.sourceAt) }),
      hash: previous,
    };
  });
}

describe("a time that was hashed with a fraction of a millisecond and stored without", () => {
  test.each([
    ["of the source", { sourceAt: T0 - 2_999.37 }],
    ["of the entry", { at: T0 + 1 / 4_096 }],
    ["the last one before the next millisecond", { sourceAt: T0 + 4_095 / 4_096 }],
  ])("was told as a broken chain: %s", (_, times) => {
    expect(proveChain(ID, aChainStoredInWholeMs(times), sha256)).toEqual({ finerCount: 1 });
  });

  const altered: readonly [string, (entry: TimelineEntry) => Partial<TimelineEntry>][] = [
    ["time by a millisecond", ({ sourceAt = 0 }) => ({ sourceAt: sourceAt + 1 })],
    ["visibility", () => ({ visibility: "internal" })],
    ["author", () => ({ actor: { kind: "person", userId: "x" as never, name: "Eve" } })],
    ["digest", () => ({ body: { kind: "note", markdown: "other" }, bodyDigest: "0".repeat(64) })],
  ];
  test.each(altered)("excuses no other %s", (_, change) => {
    const chain = aChainStoredInWholeMs({ sourceAt: T0 - 2_999.37 }).map((entry) =>
      entry.seq === 2 ? { ...entry, ...change(entry) } : entry,
    );
    expect(findBreak(chain)).toMatchObject({ brokenAtSeq: 2 });
  });

  test("excuses one time of an entry, not two", () => {
    const chain = aChainStoredInWholeMs({ at: T0 + 0.5, sourceAt: T0 - 0.25 });
    expect(findBreak(chain)).toMatchObject({ brokenAtSeq: 2 });
  });
});
