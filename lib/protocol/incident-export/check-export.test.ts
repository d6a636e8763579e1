import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { aPerson, T0 } from "../../domain/incidents/testing/builders.ts";
import type { EntryBody } from "../../domain/timeline.ts";
import { bodyDigestOf, entryHash, genesisHash } from "../../domain/timeline-hash.ts";
import { checkExport } from "./check-export.ts";
import type { IncidentExport } from "./incident-export.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
type Content = Omit<IncidentExport, "digest">;

function anExport(bodies: readonly EntryBody[] = [{ kind: "note", markdown: "It hangs" }]): Content {
  const incidentId = "INC-0007" as IncidentExport["incident"]["id"];
  let hash = genesisHash(incidentId, sha256);
  const entries = bodies.map((body, index) => {
    const common = { seq: index + 1, at: T0, actor: aPerson("Ada"), visibility: "internal" as const };
    const bodyDigest = bodyDigestOf(body, sha256);
    hash = entryHash(hash, { incidentId, ...common, bodyDigest }, sha256);
    return { ...common, body, isAsWritten: true, bodyDigest, hash };
  });
  return {
    format: "foghorn-incident",
    version: 1,
    writtenAt: T0,
    redactions: [],
    incident: {
      id: incidentId,
      title: "dockerd down",
      state: "resolved",
      severity: "SEV2",
      openedAt: T0,
      roles: {},
      milestones: { detected: T0 },
      confirmedMilestones: [],
      notApplicable: {},
      hostIds: [],
      reopenedAt: [],
    },
    figures: [],
    symptoms: [],
    checklists: [],
    timeline: { headSeq: entries.length, headHash: hash, entries: entries as Content["timeline"]["entries"] },
  };
}

/** As Foghorn ends it, whatever is in it. */
const sealed = (content: object): string =>
  JSON.stringify({ ...content, digest: sha256(canonicalJson(content)) });
const check = (text: string) => checkExport(text, sha256);
const altered = (change: (entry: Content["timeline"]["entries"][number]) => object): Content => {
  const content = anExport([
    { kind: "note", markdown: "a" },
    { kind: "note", markdown: "b" },
  ]);
  const entries = content.timeline.entries.map((entry) => ({ ...entry, ...change(entry) }));
  return { ...content, timeline: { ...content.timeline, entries } };
};

test("an export as it was written is whole, and how many bodies are not as they were is said", () => {
  expect(check(sealed(anExport()))).toMatchObject({ kind: "whole", notAsWritten: 0 });
  const redacted = altered(({ seq }) =>
    seq === 1 ? { body: { kind: "note", markdown: "[redacted]" }, isAsWritten: false } : {},
  );
  expect(check(sealed(redacted))).toMatchObject({ kind: "whole", notAsWritten: 1 });
});

test.each([
  [
    "cut off",
    sealed(anExport()).slice(0, -40),
    /^not all of it is there: it ends in the middle, in line 1, column \d+$/,
  ],
  [
    "damaged",
    '{\n  "format": "foghorn-incident",\n  "version": ?\n}',
    "it is no JSON from line 3, column 14 on",
  ],
  ["empty", "", "not all of it is there: it ends in the middle, in line 1, column 1"],
  ["something else", '{"a":1}', "it is not an incident that Foghorn exported"],
  [
    "of a later version",
    sealed({ ...anExport(), version: 2 }),
    "it is of version 2, and this Foghorn reads version 1: a newer Foghorn wrote it, and a newer one reads it",
  ],
  [
    "of no version",
    sealed({ ...anExport(), version: "x" }),
    "it is of another version than 1, which is what is read here",
  ],
  [
    "of a time that is none",
    sealed({ ...anExport(), writtenAt: 1e300 }),
    /^it does not keep to its schema at writtenAt: /,
  ],
  [
    "changed by one letter",
    sealed(anExport()).replace("It hangs", "It hungs"),
    "something in it was changed or lost, for its digest is another: the text of entry 1 does not fit its digest",
  ],
  [
    "changed beside its timeline",
    sealed(anExport()).replace("dockerd down", "dockerd dawn"),
    "something in it was changed or lost, for its digest is another: not in the timeline, whose chain is whole, but beside it",
  ],
  [
    "without a part",
    sealed({ ...anExport(), incident: undefined }),
    /^it does not keep to its schema at incident: /,
  ],
  [
    "with more than it has",
    sealed({ ...anExport(), more: 1 }),
    /^it does not keep to its schema at its top: /,
  ],
])("what is %s is refused with the reason", (_, text, why) => {
  expect(check(text)).toEqual({
    kind: "refused",
    why: typeof why === "string" ? why : expect.stringMatching(why),
  });
});

test.each([
  [
    "another text",
    altered(({ seq }) => (seq === 2 ? { body: { kind: "note", markdown: "c" } } : {})),
    "the text of entry 2 does not fit its digest",
  ],
  [
    "another writer",
    altered(({ seq }) => (seq === 2 ? { actor: aPerson("Bob") } : {})),
    "entry 2 does not follow from the one before",
  ],
  [
    "another time",
    altered(({ seq }) => (seq === 1 ? { at: T0 + 1 } : {})),
    "entry 1 does not follow from the one before",
  ],
])("a file that was altered and sealed anew is still refused: %s", (_, content, why) => {
  expect(check(sealed(content))).toEqual({ kind: "refused", why });
});

test("an entry that was taken out of the middle or off the end is missed", () => {
  const whole = altered(() => ({}));
  const [first, second] = whole.timeline.entries;
  const only = (entry: unknown, headSeq: number) => ({
    ...whole,
    timeline: { ...whole.timeline, headSeq, entries: [entry] },
  });
  expect(check(sealed(only(second, 2)))).toEqual({ kind: "refused", why: "entry 1 is missing" });
  expect(check(sealed(only(first, 1)))).toEqual({
    kind: "refused",
    why: "the last entry is not the one it ends with",
  });
});
