import { expect, test } from "vitest";
import type { HostId, IncidentId, UserId } from "#lib/domain/ids.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { EntryBody, TimelineEntry } from "#lib/domain/timeline.ts";
import { countBy, isFolded, isLate, toStory } from "./story.ts";

const AT = Date.UTC(2026, 10, 18, 3, 9, 26);
const note: EntryBody = { kind: "note", markdown: "List hangs" };
const die: EntryBody = {
  kind: "docker.event",
  hostId: "fra1-app-07" as HostId,
  action: "die",
  subject: "api",
  detail: "exitCode=137",
  times: 1,
  lastAt: AT,
};

function entry(seq: number, at: number, body: EntryBody, sourceAt?: number): TimelineEntry {
  return {
    incidentId: "INC-0007" as IncidentId,
    seq,
    at,
    ...(sourceAt !== undefined && { sourceAt }),
    actor:
      body.kind === "note" ? { kind: "person", userId: "u1" as UserId, name: "Ada" } : { kind: "foghorn" },
    visibility: "internal",
    body,
    bodyDigest: "",
    hash: "",
  };
}

test("what was back-filled stands where it happened, also when a note was written in between", () => {
  const rows = toStory([entry(1, AT, note), entry(2, AT + 10, die, AT - 102_000)], "all");
  expect(rows.map((row) => row.kind === "entry" && row.group.first.seq)).toEqual([2, 1]);
});

test("what was learnt much later is told as such, a second is not", () => {
  expect(isLate(entry(2, AT + 10, die, AT - 102_000))).toBe(true);
  expect(isLate(entry(2, AT + 10, die, AT - 1_000))).toBe(false);
});

test("a folded row can be opened into all its entries, a single one cannot", () => {
  const [folded, single] = toStory([entry(1, AT, die), entry(2, AT + 1, die), entry(3, AT + 2, note)], "all");
  expect(folded && isFolded(folded)).toBe(true);
  expect(single && isFolded(single)).toBe(false);
});

test("equal machine entries are one row with a count, and a person's note ends the group", () => {
  const rows = toStory(
    [entry(1, AT, die), entry(2, AT + 1_000, die), entry(3, AT + 2_000, note), entry(4, AT + 3_000, die)],
    "all",
  );
  expect(rows.map((row) => (row.kind === "entry" ? row.group.times : row.kind))).toEqual([2, 1, 1]);
});

test("a day that begins within the timeline has a mark, the first day has none", () => {
  const rows = toStory([entry(1, AT, note), entry(2, AT + DAY_MS, note)], "all");
  expect(rows.map((row) => row.kind)).toEqual(["entry", "day", "entry"]);
});

test("the filters part people from machines and count both", () => {
  const entries = [entry(1, AT, note), entry(2, AT, die)];
  expect(countBy(entries)).toEqual({ all: 2, people: 1, machine: 1 });
  expect(toStory(entries, "people")).toHaveLength(1);
  expect(toStory(entries, "machine")).toHaveLength(1);
});

test("an empty timeline has no rows", () => {
  expect(toStory([], "all")).toEqual([]);
});
