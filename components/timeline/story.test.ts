import { expect, test } from "vitest";
import type { HostId, IncidentId, UserId } from "#lib/domain/ids.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { EntryBody, TimelineEntry } from "#lib/domain/timeline.ts";
import { says } from "./entry-text.ts";
import { isFolded, isLate, type StoryFilter, toGroups, toStory } from "./story.ts";

const AT = Date.UTC(2026, 10, 18, 3, 9, 26);
const note: EntryBody = { kind: "note", markdown: "List hangs" };
const die = {
  kind: "docker.event",
  hostId: "fra1-app-07" as HostId,
  action: "die",
  subject: "api",
  detail: "exitCode=137",
  times: 1,
  lastAt: AT,
} as const;

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

test("the filters part people from machines, and what was done to a host from both", () => {
  const step = (to: "ticked" | "passed") =>
    ({ kind: "step.changed", runbookId: "r", stepId: "s", stepTitle: "Restart dockerd", to }) as const;
  const entries = [entry(1, AT, note), entry(2, AT, die), entry(3, AT, step("passed"))];
  const ticked = { ...entry(4, AT, step("ticked")), actor: entry(1, AT, note).actor };
  const asked = entry(5, AT, {
    kind: "action.ended",
    actionId: "a",
    verb: "container.restart",
    hostId: "fra1-app-07" as HostId,
    outcome: "done",
    text: "Docker answered 204",
  });
  const shown = (filter: StoryFilter) =>
    toStory([...entries, ticked, asked], filter).map((row) => row.kind === "entry" && row.group.first.seq);
  expect(shown("people")).toEqual([1, 4]);
  expect(shown("machine")).toEqual([2, 3, 5]);
  expect(shown("actions")).toEqual([4, 5]);
});

test("a word is looked for in what people wrote, in machine lines, in names and in folded rows, in any case", () => {
  const found = (word: string, ...bodies: EntryBody[]) => {
    const entries = bodies.map((body, index) => entry(index + 1, AT + index, body));
    return toGroups(entries, "all")
      .filter((group) => says(group, word))
      .map(({ first }) => first.seq);
  };
  const pinned: EntryBody = {
    kind: "lines.pinned",
    hostId: die.hostId,
    source: "engine",
    lines: [{ at: AT, text: "NFS: server 10.20.4.15 not responding" }],
  };
  expect(found("HANGS", note, die)).toEqual([1]);
  expect(found("ada", note, die)).toEqual([1]);
  expect(found("exitcode=137", note, die)).toEqual([2]);
  expect(found("10.20.4.15", note, pinned)).toEqual([2]);
  expect(found("stopped on request", { ...die, action: "kill", detail: "signal=15" }, die)).toEqual([1]);
  expect(found("nothing like it", note, die, pinned)).toEqual([]);
});

test("an empty timeline has no rows", () => {
  expect(toStory([], "all")).toEqual([]);
});
