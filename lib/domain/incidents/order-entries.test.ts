import { expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import type { EntryBody } from "../timeline.ts";
import { happenedAt, inOrder } from "./order-entries.ts";
import { anEntry, aPerson, T0 } from "./testing/builders.ts";

const die: EntryBody = {
  kind: "docker.event",
  hostId: "web-1" as HostId,
  action: "die",
  subject: "api",
  detail: "exitCode=137",
  times: 1,
  lastAt: T0,
};
const note: EntryBody = { kind: "note", markdown: "hm" };
const machine = (seq: number, sourceAt: number, at: number) => anEntry(seq, die, { at, sourceAt });
const seqs = (entries: Parameters<typeof inOrder>[0]) => inOrder(entries).map(({ seq }) => seq);

test("what was back-filled stands where it happened, before the opening", () => {
  const opened = anEntry(1, note, { at: T0, actor: aPerson() });
  expect(seqs([opened, machine(2, T0 - 90_000, T0), machine(3, T0 - 30_000, T0)])).toEqual([2, 3, 1]);
});

test("two events of one source keep its order, also when the first was written at once and the second much later", () => {
  const caughtUp = machine(3, T0 + 200, T0 + 60_000);
  expect(seqs([machine(2, T0, T0 + 1_500), caughtUp])).toEqual([2, 3]);
});

test("equal milliseconds stand as they were written", () => {
  expect(seqs([machine(9, T0, T0 + 5), machine(8, T0, T0 + 5), machine(10, T0, T0 + 1)])).toEqual([8, 9, 10]);
});

test("a source whose clock runs ahead stands where it was written, and its time does not lie in the future", () => {
  const ahead = machine(2, T0 + 300_000, T0 + 1_000);
  const later = anEntry(3, note, { at: T0 + 2_000, actor: aPerson() });
  expect(seqs([later, ahead])).toEqual([2, 3]);
  expect(happenedAt(ahead)).toBe(T0 + 1_000);
});

test("what a person set for the past stands where they set it", () => {
  const body: EntryBody = {
    kind: "incident.milestone",
    milestone: "impact-started",
    milestoneAt: T0 - 60_000,
    how: "confirmed",
  };
  const set = anEntry(2, body, { at: T0 + 9_000, sourceAt: T0 - 60_000, actor: aPerson() });
  expect(seqs([set, anEntry(1, note, { at: T0, actor: aPerson() })])).toEqual([1, 2]);
});

test("the times run downwards whatever the clocks say", () => {
  const entries = [
    machine(1, T0 + 5_000, T0),
    machine(2, T0 - 8_000, T0 + 1_000),
    anEntry(3, note, { at: T0 + 1_500, actor: aPerson() }),
    machine(4, T0 - 60_000, T0 + 2_000),
    machine(5, T0 + 1_500, T0 + 2_500),
  ];
  const times = inOrder(entries).map(happenedAt);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
