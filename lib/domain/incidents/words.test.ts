import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import type { EntryBody } from "../timeline.ts";
import { endingWords } from "./ending-words.ts";
import { groupEntries } from "./group-entries.ts";
import { restartWords } from "./restart-words.ts";
import { anEntry, T0 } from "./testing/builders.ts";

const HOST = "web-1" as HostId;
const clock = (at: number) => new Date(at).toISOString().slice(11, 19);

describe("the end of containers", () => {
  const event = (seq: number, action: string, subject: string, detail = "", times = 1) =>
    anEntry(
      seq,
      { kind: "docker.event", hostId: HOST, action, subject, detail, times, lastAt: T0 + seq * 1_000 },
      { sourceAt: T0 + seq * 1_000, at: T0 + 60_000 },
    );
  const words = (...entries: ReturnType<typeof event>[]) =>
    groupEntries(entries).map((group) => endingWords(group, clock));

  test("a stop says that it was asked for, a death does not", () => {
    expect(words(event(1, "kill", "api"), event(2, "die", "api", "exitCode=0"))).toEqual([
      { who: "api", what: "stopped on request, exit code 0" },
    ]);
    expect(words(event(1, "die", "api", "exitCode=137", 40))).toEqual([
      { who: "api", what: "died, exit code 137, 40 times" },
    ]);
  });

  test("a burst has its count, its time and its names", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    expect(words(...names.map((name, index) => event(index, "die", name)))).toEqual([
      { who: "8 containers", what: "died, 09:30:00 to 09:30:07", names: "a, b, c, d, e, f and 2 more" },
    ]);
  });

  test("what is no end has no such words", () => {
    expect(words(event(1, "pause", "api"))).toEqual([undefined]);
  });
});

describe("a restart", () => {
  const restarted = (
    rest: Partial<Extract<EntryBody, { kind: "foghorn.restarted" }>>,
  ): { readonly lead: string; readonly words: string } =>
    restartWords({
      kind: "foghorn.restarted",
      process: "web",
      downAt: T0,
      backAt: T0 + 6_000,
      caughtUp: true,
      ...rest,
    });

  test("says how much was read afterwards", () => {
    expect(restarted({ read: { hosts: 2, events: 12, lines: 1 } })).toEqual({
      lead: "Foghorn was away 6 s.",
      words: "12 events and 1 known line of 2 hosts were read afterwards, nothing is missing.",
    });
    expect(restarted({ read: { hosts: 1, events: 2_000, lines: 0, isMore: true } }).words).toMatch(
      /^More than 2000 events of 1 host were read afterwards/,
    );
    expect(restarted({ read: { hosts: 1, events: 0, lines: 0 } }).words).toBe(
      "Nothing was reported meanwhile, nothing is missing.",
    );
  });

  test("names what an overflowed spool lost, once, and claims nothing for a host that was not read", () => {
    const { words } = restarted({
      caughtUp: false,
      read: { hosts: 1, events: 3, lines: 0 },
      lost: [{ hostId: HOST, lostCount: 1_240, cause: "The spool was full." }],
      unreadHostIds: ["db-1" as HostId],
    });
    expect(words).toBe(
      "3 events of 1 host were read afterwards. Gap: 1240 records of web-1 are missing. The spool was full. db-1 had not been read in full when this was written.",
    );
  });

  test("an entry of an older version says what it knows", () => {
    expect(restarted({}).words).toContain("none lost");
    expect(restarted({ caughtUp: false }).words).toContain("could not be read in full");
  });
});
