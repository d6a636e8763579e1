import { describe, expect, test } from "vitest";
import type { HostId, SymptomId } from "../ids.ts";
import type { SymptomChangeKind } from "../symptom.ts";
import type { EntryBody, TimelineEntry } from "../timeline.ts";
import { groupEntries } from "./group-entries.ts";
import { swingWords } from "./swing-words.ts";
import { anEntry, aPerson, aSymptom, T0 } from "./testing/builders.ts";

const HOST = aSymptom().hostId;

const event = (action: string, subject = "api", detail = "", times = 1): EntryBody => ({
  kind: "docker.event",
  hostId: HOST,
  action,
  subject,
  detail,
  times,
  lastAt: T0,
});
const at = (seq: number, body: EntryBody, sourceAt: number, isPerson = false): TimelineEntry =>
  anEntry(seq, body, { at: sourceAt, sourceAt, ...(isPerson && { actor: aPerson() }) });
/** A second between two, unless said otherwise. */
const story = (...bodies: EntryBody[]) =>
  bodies.map((body, index) => at(index + 1, body, T0 + index * 1_000));
const shape = (groups: ReturnType<typeof groupEntries>) =>
  groups.map(({ first, times }) => [first.seq, times]);
const told = (groups: ReturnType<typeof groupEntries>) =>
  groups.map(({ ending, entries }) => [ending?.how, ending?.containers.join(" "), entries.length]);

describe("repeats", () => {
  test("equal events among others are one with their sum, up to what a person did and up to five minutes", () => {
    const entries = [
      at(1, event("pause", "api", "", 3), T0),
      at(2, event("unpause"), T0 + 1),
      at(3, event("pause"), T0 + 2),
      at(4, { kind: "note", markdown: "hm" }, T0 + 3, true),
      at(5, event("pause"), T0 + 4),
      at(6, event("pause"), T0 + 6 * 60_000),
    ];
    expect(shape(groupEntries(entries))).toEqual([
      [1, 4],
      [2, 1],
      [4, 1],
      [5, 1],
      [6, 1],
    ]);
  });

  test("lines that differ in numbers alone are the same line", () => {
    const line = (text: string): EntryBody => ({ kind: "engine.line", hostId: HOST, unit: "dockerd", text });
    const entries = story(line("timeout after 17s"), line("timeout after 18s"), line("other"));
    expect(shape(groupEntries(entries))).toEqual([
      [1, 2],
      [3, 1],
    ]);
  });

  test("a parser that stumbles over one character after the other is one line", () => {
    const line = (sign: string): EntryBody => ({
      kind: "engine.line",
      hostId: HOST,
      unit: "dockerd",
      text: `got error while decoding json: invalid character '${sign}' looking for beginning of value`,
    });
    expect(shape(groupEntries(story(line("l"), line("o"), line("}"))))).toEqual([[1, 3]]);
  });

  test("a symptom that recovers, relapses and recovers is three facts in their order", () => {
    const changed = (change: SymptomChangeKind): EntryBody => ({
      kind: "symptom.changed",
      change,
      symptom: aSymptom(),
    });
    const entries = story(
      changed("recovering"),
      changed("relapsed"),
      changed("recovering"),
      changed("recovering"),
    );
    expect(shape(groupEntries(entries))).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  test("a source that goes away, comes back and goes away again is three facts", () => {
    const unknown = (isUnknown: boolean): EntryBody => ({
      kind: "symptom.changed",
      change: "unknown",
      symptom: aSymptom({ isUnknown }),
    });
    expect(groupEntries(story(unknown(true), unknown(false), unknown(true)))).toHaveLength(3);
  });

  describe("what goes and comes back", () => {
    const clock = (time: number): string => `+${(time - T0) / 1_000}`;
    const changed = (change: SymptomChangeKind, more: Parameters<typeof aSymptom>[0] = {}): EntryBody => ({
      kind: "symptom.changed",
      change,
      symptom: aSymptom(more),
    });
    const lost = (more: Parameters<typeof aSymptom>[0] = {}) =>
      changed("unknown", { ...more, isUnknown: true });
    const back = (more: Parameters<typeof aSymptom>[0] = {}) =>
      changed("unknown", { ...more, isUnknown: false });
    const DISK = { id: "sym-2" as SymptomId, title: "Disk full" };
    const rowsOf = (...bodies: EntryBody[]) =>
      groupEntries(story(...bodies)).map((group) => [group.entries.length, swingWords(group, clock)?.what]);

    test("a host that comes and goes is one row for all that is wrong on it, and says how it ended", () => {
      const cycle = [lost(), lost(DISK), back(), back(DISK)];
      const [row, ...others] = groupEntries(story(...cycle, ...cycle, ...cycle));
      expect(others).toEqual([]);
      expect(row && swingWords(row, clock)).toEqual({
        who: `${aSymptom().title}, Disk full`,
        what: "could not be read 3 times, +0 to +11; can be read again",
      });
      expect(row?.entries).toHaveLength(12);
      expect(rowsOf(...cycle, ...cycle, lost(), lost(DISK))).toEqual([
        [10, "could not be read 3 times, +0 to +9; not read since"],
      ]);
    });

    test("one that recovers and relapses again and again is one row; twice apart they are facts", () => {
      const cycle = [changed("recovering"), changed("relapsed")];
      expect(rowsOf(...cycle, ...cycle, changed("recovering"))).toEqual([
        [5, "came back 2 times, +0 to +4; recovering"],
      ]);
      expect(rowsOf(...cycle, changed("recovering")).map(([entries]) => entries)).toEqual([1, 1, 1]);
    });

    test("what a person did, and another change of the symptom, keep apart what was before and after", () => {
      const note: EntryBody = { kind: "note", markdown: "hm" };
      const cycle = [lost(), back()];
      const entries = [...cycle, ...cycle, note, ...cycle, ...cycle].map((body, index) =>
        at(index + 1, body, T0 + index * 1_000, body === note),
      );
      expect(groupEntries(entries).map(({ kind }) => kind)).toEqual(["swing", "one", "swing"]);
      expect(rowsOf(...cycle, changed("cleared"), ...cycle).map(([entries]) => entries)).toEqual([
        1, 1, 1, 1, 1,
      ]);
    });

    test("outages of two hosts are two rows", () => {
      const other = { id: "sym-3" as SymptomId, hostId: "web-2" as HostId };
      const cycle = [lost(), lost(other), back(), back(other)];
      expect(groupEntries(story(...cycle, ...cycle)).map(({ swing }) => swing?.hostId)).toEqual([
        HOST,
        "web-2",
      ]);
    });
  });

  test("a container that keeps dying is one row for its deaths and one for its starts", () => {
    const life = [event("die", "api", "exitCode=1"), event("start")];
    expect(shape(groupEntries(story(...life, ...life, ...life)))).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });
});

describe("the end of a container", () => {
  test("kill, die and stop are one row that says it was stopped, whatever the order of their times", () => {
    const stop = story(event("kill", "api", "signal=15"), event("stop"), event("die", "api", "exitCode=0"));
    expect(told(groupEntries(stop))).toEqual([["stopped", "api", 3]]);
    expect(groupEntries(stop)[0]?.ending?.detail).toBe("exitCode=0");
  });

  test("a death that nobody asked for is a death, with the reason when memory ran out", () => {
    expect(told(groupEntries(story(event("die"))))).toEqual([["died", "api", 1]]);
    const oom = groupEntries(story(event("oom"), event("die", "api", "exitCode=137")));
    expect(oom.map(({ ending }) => ending?.detail)).toEqual(["out of memory, exitCode=137"]);
  });

  test("a restart is one row, a stop and a later start are two at their own places", () => {
    const stop = [event("kill"), event("die"), event("stop")];
    expect(told(groupEntries(story(...stop, event("start"), event("restart"))))).toEqual([
      ["restarted", "api", 5],
    ]);
    expect(told(groupEntries(story(...stop, event("pause", "db"), event("start"))))).toEqual([
      ["stopped", "api", 3],
      [undefined, undefined, 1],
      ["started", "api", 1],
    ]);
  });

  test("a restart soon after a start is a row of its own, with all its signals", () => {
    const entries = story(
      event("start"),
      event("kill", "api", "signal=15"),
      event("kill", "api", "signal=9"),
      event("stop"),
      event("die", "api", "exitCode=0"),
      event("start"),
      event("restart"),
    );
    expect(told(groupEntries(entries))).toEqual([
      ["started", "api", 1],
      ["restarted", "api", 6],
    ]);
  });

  test("a signal that ends nothing stays what it is, at its own place", () => {
    const entries = story(
      event("kill", "api", "signal=1"),
      event("pause", "db"),
      event("kill", "api", "signal=1"),
    );
    expect(groupEntries(entries).map(({ kind, entries: all }) => [kind, all.length])).toEqual([
      ["repeat", 2],
      ["one", 1],
    ]);
  });

  test("a decision between them keeps them apart", () => {
    const entries = [
      at(1, event("kill"), T0),
      at(2, { kind: "note", markdown: "hm" }, T0 + 1, true),
      at(3, event("die"), T0 + 2),
    ];
    expect(groupEntries(entries)).toHaveLength(3);
  });
});

describe("a burst", () => {
  const stopOf = (name: string) => [event("kill", name), event("die", name), event("stop", name)];

  test("many containers that stop one after the other are one row with their names, and no entry is lost", () => {
    const entries = story(...stopOf("a"), ...stopOf("b"), ...stopOf("c"), ...stopOf("d"));
    const [burst, ...rest] = groupEntries(entries);
    expect(rest).toEqual([]);
    expect(burst).toMatchObject({ kind: "burst", times: 4, lastAt: T0 + 11_000 });
    expect(burst?.ending).toMatchObject({ how: "stopped", containers: ["a", "b", "c", "d"] });
    expect(burst?.rows?.map(({ ending }) => ending?.containers[0])).toEqual(["a", "b", "c", "d"]);
    expect(burst?.entries.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
      entries.map(({ seq }) => seq),
    );
  });

  test("what happens to one of them later is no part of the burst", () => {
    const later = at(30, event("kill", "a"), T0 + 40_000);
    const entries = [...story(...stopOf("a"), ...stopOf("b"), ...stopOf("c")), later];
    expect(groupEntries(entries).map(({ kind, times }) => [kind, times])).toEqual([
      ["burst", 3],
      ["one", 1],
    ]);
  });

  test("two containers are two rows, and a stop long after the others is one of its own", () => {
    expect(groupEntries(story(...stopOf("a"), ...stopOf("b")))).toHaveLength(2);
    const late = stopOf("d").map((body, index) => at(20 + index, body, T0 + 60_000 + index));
    const entries = [...story(...stopOf("a"), ...stopOf("b"), ...stopOf("c")), ...late];
    expect(groupEntries(entries).map(({ kind }) => kind)).toEqual(["burst", "ending"]);
  });

  test("those that died stand apart from those that were stopped", () => {
    const died = ["x", "y", "z"].map((name) => event("die", name, "exitCode=137"));
    const stopped = ["a", "b", "c"].flatMap(stopOf);
    expect(told(groupEntries(story(...stopped, ...died)))).toEqual([
      ["stopped", "a b c", 9],
      ["died", "x y z", 3],
    ]);
  });
});
