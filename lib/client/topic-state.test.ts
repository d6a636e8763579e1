import { describe, expect, test } from "vitest";
import { anEntry } from "../domain/incidents/testing/builders.ts";
import { applyMessage, EMPTY_TOPIC, rowLimit, type TopicMessage, type TopicState } from "./topic-state.ts";

const FEED = "feed";
const line = (id: string, times = 1) => ({ id, times });
const ids = (state: TopicState) => state.rows.map((row) => (row as { id: string }).id);
const numbered = { id: 1, epoch: "a" };

function heard(topic: string, messages: readonly TopicMessage[], from: TopicState = EMPTY_TOPIC): TopicState {
  return messages.reduce((held, message) => applyMessage(topic, held, message, 1_000), from);
}

const begun = (seq: number, rows: readonly unknown[]): TopicMessage => ({
  kind: "snap",
  ...numbered,
  seq,
  data: rows,
});
const added = (seq: number, rows: readonly unknown[], epoch = "a"): TopicMessage => ({
  kind: "delta",
  id: 1,
  epoch,
  seq,
  data: { rows },
});

describe("line topics", () => {
  test("a browser that was away catches up without duplicates", () => {
    const before = heard(FEED, [begun(2, [line("l1"), line("l2")])]);
    const caughtUp = heard(FEED, [added(4, [line("l2"), line("l3"), line("l4")])], before);
    expect(ids(caughtUp)).toEqual(["l1", "l2", "l3", "l4"]);
    expect(caughtUp.seq).toBe(4);
  });

  test("a message that brings nothing new changes no row", () => {
    const before = heard(FEED, [begun(3, [line("l1"), line("l2"), line("l3")])]);
    const again = heard(FEED, [added(3, [line("l2"), line("l3")])], before);
    expect(again.rows).toBe(before.rows);
  });

  test("a row that repeats an earlier one takes its place with the higher count", () => {
    const state = heard("events:a", [begun(2, [line("l1"), line("l2")]), added(3, [line("l1", 7)])]);
    expect(state.rows).toEqual([line("l1", 7), line("l2")]);
    expect(state.seq).toBe(3);
  });

  test("a row of the feed that comes again is its newest", () => {
    const state = heard(FEED, [begun(2, [line("l1"), line("l2")]), added(3, [line("l1", 7)])]);
    expect(state.rows).toEqual([line("l2"), line("l1", 7)]);
  });

  test("a host that writes without end leaves the rows of the others in the feed", () => {
    const of = (hostId: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `${hostId}-${index}`, hostId, source: "dockerd" }));
    const noise = of("loud", rowLimit(FEED) * 3);
    const state = heard(FEED, [begun(2, of("quiet", 2)), added(noise.length + 2, noise)]);
    expect(state.rows).toHaveLength(rowLimit(FEED));
    expect(ids(state).slice(0, 2)).toEqual(["quiet-0", "quiet-1"]);
    expect(ids(state).at(-1)).toBe(noise.at(-1)?.id);
  });

  test("when numbering restarts, low numbers are new rows and the next resume names the new epoch", () => {
    const state = heard(FEED, [begun(90, [line("old")]), added(1, [line("new")], "b")]);
    expect(ids(state)).toEqual(["old", "new"]);
    expect(state).toMatchObject({ epoch: "b", seq: 1 });
  });

  test("a snapshot after a new epoch replaces everything held", () => {
    const state = heard(FEED, [
      begun(90, [line("old")]),
      { kind: "snap", id: 1, epoch: "b", seq: 1, data: [line("new")] },
    ]);
    expect(ids(state)).toEqual(["new"]);
  });

  test("a lag marker counts what was not sent and the stream goes on behind it", () => {
    const state = heard(FEED, [
      begun(1, [line("l1")]),
      { kind: "lag", ...numbered, seq: 41, dropped: 40 },
      added(42, [line("l42")]),
    ]);
    expect(state.dropped).toBe(40);
    expect(ids(state)).toEqual(["l1", "l42"]);
  });

  test("a gap of the source is kept with its cause and place", () => {
    const state = heard(FEED, [
      begun(1, [line("l1")]),
      { kind: "gap", ...numbered, seq: 1, cause: "gate restarted", fromAt: 10, toAt: 20 },
    ]);
    expect(state.gaps).toEqual([{ afterSeq: 1, cause: "gate restarted", fromAt: 10, toAt: 20 }]);
  });

  test("an ended stream says why until it begins again", () => {
    const ended = heard(FEED, [
      begun(1, [line("l1")]),
      { kind: "end", ...numbered, seq: 1, reason: "container removed" },
    ]);
    expect(ended.ended).toBe("container removed");
    expect(heard(FEED, [begun(1, [line("l1")])], ended).ended).toBeUndefined();
  });

  test("a tab keeps a bounded number of rows and loses the oldest", () => {
    const many = Array.from({ length: rowLimit(FEED) + 5 }, (_, index) => line(`l${index}`));
    const state = heard(FEED, [begun(many.length, many)]);
    expect(state.rows).toHaveLength(rowLimit(FEED));
    expect(ids(state)[0]).toBe("l5");
  });

  test("entries of a timeline are known by their number", () => {
    const entry = (seq: number) => anEntry(seq, { kind: "note", markdown: `n${seq}` });
    const state = heard("entries:INC-1", [begun(2, [entry(1), entry(2)]), added(3, [entry(2), entry(3)])]);
    expect(state.rows).toEqual([entry(1), entry(2), entry(3)]);
  });

  test("what was erased is gone from the browser that held it, and the rest stays", () => {
    const secret = anEntry(1, { kind: "note", markdown: "hunter2" });
    const other = anEntry(2, { kind: "note", markdown: "List hangs" });
    const erased = anEntry(3, {
      kind: "entry.erased",
      what: "note",
      seqs: [1],
      writtenAt: 0,
      reason: "a password",
    });
    const { rows } = heard("entries:INC-1", [begun(2, [secret, other]), added(3, [erased])]);
    expect(rows).toEqual([{ ...secret, body: { kind: "erased" } }, other, erased]);
  });
});

describe("state topics", () => {
  test("a collection takes changed, new and removed items and keeps the order of what stays", () => {
    const state = heard("hosts", [
      { kind: "snap", ...numbered, seq: 1, data: [{ id: "a" }, { id: "b" }, { id: "c" }] },
      {
        kind: "delta",
        ...numbered,
        seq: 2,
        data: { put: [{ id: "d" }, { id: "a", severity: "page" }], del: ["b"] },
      },
    ]);
    expect(state.value).toEqual([{ id: "a", severity: "page" }, { id: "c" }, { id: "d" }]);
  });

  test("a single value is replaced whole", () => {
    const state = heard("console", [
      { kind: "snap", ...numbered, seq: 1, data: { version: "1" } },
      { kind: "delta", ...numbered, seq: 2, data: { value: { version: "2" } } },
    ]);
    expect(state.value).toEqual({ version: "2" });
  });

  test("an error keeps the last value readable", () => {
    const state = heard("console", [
      { kind: "snap", ...numbered, seq: 1, data: { version: "1" } },
      { kind: "error", id: 1, code: "gate-down", message: "the gate does not answer" },
    ]);
    expect(state).toMatchObject({ value: { version: "1" }, error: { code: "gate-down" } });
  });
});
