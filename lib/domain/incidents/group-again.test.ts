import { expect, test } from "vitest";
import type { EntryBody, TimelineEntry } from "../timeline.ts";
import { createGrouping } from "./group-again.ts";
import { groupEntries } from "./group-entries.ts";
import { anEntry, aPerson, aSymptom, T0 } from "./testing/builders.ts";

const { hostId } = aSymptom();
const ACTIONS = ["kill", "die", "start", "restart", "pause"];

/** A night in small: containers end and come back, lines repeat, and now and then somebody writes. */
function night(count: number): readonly TimelineEntry[] {
  return Array.from({ length: count }, (_, index): TimelineEntry => {
    const at = T0 + index * 700;
    const subject = `api-${(index * 5) % 4}`;
    const bodies: readonly EntryBody[] = [
      {
        kind: "docker.event",
        hostId,
        action: ACTIONS[index % 5] ?? "die",
        subject,
        detail: "",
        times: 1,
        lastAt: at,
      },
      { kind: "engine.line", hostId, unit: "dockerd", text: `timeout after ${index} s` },
    ];
    if (index % 11 === 10) {
      return anEntry(index + 1, { kind: "note", markdown: `note ${index}` }, { at, actor: aPerson() });
    }
    const body = bodies[index % 3 === 0 ? 1 : 0] ?? { kind: "note", markdown: "" };
    return anEntry(index + 1, body, { at, sourceAt: at });
  });
}

test("a timeline that grows entry by entry is grouped as if it had been there at once", () => {
  const all = night(90);
  const group = createGrouping();
  for (let count = 0; count <= all.length; count += 1) {
    const entries = all.slice(0, count);
    expect(group(entries)).toEqual(groupEntries(entries));
  }
});

test("what comes before, between and away again is grouped anew where it stands", () => {
  const all = night(60);
  const group = createGrouping();
  for (const entries of [
    all.slice(30),
    all,
    all.filter(({ seq }) => seq !== 25),
    all.map((entry) => (entry.seq === 11 ? { ...entry, body: { kind: "erased" } as const } : entry)),
    [],
  ]) {
    expect(group(entries)).toEqual(groupEntries(entries));
  }
});

test("rows that nothing was added to stay the same values", () => {
  const all = night(60);
  const group = createGrouping();
  const before = group(all.slice(0, 59));
  const after = group(all);
  const kept = after.filter((one) => before.includes(one));
  expect(kept.length).toBeGreaterThan(after.length - 12);
});
