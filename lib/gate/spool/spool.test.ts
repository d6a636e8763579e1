import { describe, expect, test } from "vitest";
import type { SpoolFrame, SpoolRecord } from "../../gate-protocol/answers.ts";
import { createSpool, type Spool, type SpoolEntry, type SpoolPosition } from "./spool.ts";

const EPOCH = "epoch-1";
const line = (text: string, cursor = `c-${text}`): SpoolEntry => ({
  kind: "journal-line",
  line: { cursor, sourceAt: 1, unit: "dockerd", text },
});
const event = (timeNano: string): SpoolEntry => ({
  kind: "docker-event",
  event: { timeNano, type: "container", action: "die", actorId: "a", attributes: {} },
});

/** A reader that is stopped by the test, one frame at a time. */
function readerOf(spool: Spool, from?: SpoolPosition) {
  const stop = new AbortController();
  const frames = spool.follow(from, stop.signal)[Symbol.asyncIterator]();
  const next = async (): Promise<SpoolFrame> => (await frames.next()).value;
  const position = async () => {
    const frame = await next();
    if (frame.kind !== "position") throw new Error(`expected the position, got ${frame.kind}`);
    return frame;
  };
  const records = async (): Promise<readonly SpoolRecord[]> => {
    const frame = await next();
    if (frame.kind !== "records") throw new Error(`expected records, got ${frame.kind}`);
    return frame.records;
  };
  return { next, position, records, stop: () => stop.abort(), frames };
}

const texts = (records: readonly SpoolRecord[]): readonly string[] =>
  records.map((record) => (record.kind === "journal-line" ? record.line.text : record.kind));

describe("the spool of one host", () => {
  test("a new reader gets the position, then everything kept, then what comes", async () => {
    const spool = createSpool({ epoch: EPOCH, now: () => 7, gateStartedAt: 5 });
    spool.append(line("one"));
    const reader = readerOf(spool);
    expect(await reader.position()).toEqual({
      kind: "position",
      epoch: EPOCH,
      seq: 0,
      droppedCount: 0,
      gateStartedAt: 5,
      streams: [],
    });
    expect(await reader.records()).toEqual([{ ...line("one"), seq: 1, at: 7 }]);
    const waiting = reader.records();
    spool.append(line("two"));
    expect(texts(await waiting)).toEqual(["two"]);
  });

  test("a reader that begins after the record of a stream's state is told how it stands", async () => {
    let at = 1;
    const spool = createSpool({ epoch: EPOCH, now: () => at });
    spool.append({ kind: "stream-state", stream: "journal", isOpen: false, reason: "no right" });
    spool.append({ kind: "stream-state", stream: "events", isOpen: true });
    at = 2;
    spool.append({ kind: "stream-state", stream: "journal", isOpen: true });
    expect(await readerOf(spool, { epoch: EPOCH, seq: 3 }).position()).toMatchObject({
      streams: [
        { stream: "journal", isOpen: true, at: 2 },
        { stream: "events", isOpen: true, at: 1 },
      ],
    });
  });

  test("a reader goes on exactly after the last record it stored", async () => {
    const spool = createSpool({ epoch: EPOCH });
    for (const text of ["one", "two", "three"]) spool.append(line(text));
    const reader = readerOf(spool, { epoch: EPOCH, seq: 2 });
    expect(await reader.position()).toMatchObject({ seq: 2, droppedCount: 0 });
    expect(texts(await reader.records())).toEqual(["three"]);
  });

  test("a position of an earlier gate starts at the oldest record and says which epoch it is now", async () => {
    const spool = createSpool({ epoch: EPOCH });
    spool.append(line("one"));
    const reader = readerOf(spool, { epoch: "before", seq: 900 });
    expect(await reader.position()).toMatchObject({ epoch: EPOCH, seq: 0, droppedCount: 0 });
    expect(texts(await reader.records())).toEqual(["one"]);
  });

  test("a position that this epoch never reached starts at the oldest record", async () => {
    const spool = createSpool({ epoch: EPOCH });
    spool.append(line("one"));
    expect(await readerOf(spool, { epoch: EPOCH, seq: 55 }).position()).toMatchObject({ seq: 0 });
  });

  test("the oldest records go first when the limit is reached, and the next reader is told how many", async () => {
    const spool = createSpool({ epoch: EPOCH, limitBytes: 1_000 });
    for (let index = 1; index <= 100; index += 1) spool.append(line(`n${index}`));
    const { records, bytes, droppedCount } = spool.size();
    expect(bytes).toBeLessThanOrEqual(1_000);
    expect(records + droppedCount).toBe(100);
    const fresh = readerOf(spool);
    expect(await fresh.position()).toMatchObject({ seq: droppedCount, droppedCount });
    expect(texts(await fresh.records()).at(-1)).toBe("n100");
    const older = readerOf(spool, { epoch: EPOCH, seq: 10 });
    expect(await older.position()).toMatchObject({ seq: droppedCount, droppedCount: droppedCount - 10 });
    const foreign = readerOf(spool, { epoch: "before", seq: 3 });
    expect(await foreign.position()).toMatchObject({ seq: droppedCount, droppedCount });
  });

  test("a reader that fell out of the ring gets one gap per stream with the exact count", async () => {
    let at = 100;
    const spool = createSpool({ epoch: EPOCH, limitBytes: 1_000, now: () => at });
    spool.append(line("first"));
    const reader = readerOf(spool);
    await reader.position();
    expect(texts(await reader.records())).toEqual(["first"]);
    at = 200;
    for (let index = 0; index < 30; index += 1) {
      spool.append(line(`l${index}`));
      spool.append(event(`${index}`));
    }
    const gaps = await reader.records();
    const rest = await reader.records();
    expect(gaps.map((record) => record.kind)).toEqual(["stream-gap", "stream-gap"]);
    const lost = gaps.map((record) => (record.kind === "stream-gap" ? record.gap : undefined));
    expect(lost[0]).toMatchObject({ stream: "events", fromAt: 100, toAt: 200, isFilled: false });
    expect(lost[1]).toMatchObject({ stream: "journal", fromAt: 100, toAt: 200, isFilled: false });
    const lostCount = lost.reduce((sum, gap) => sum + (gap?.lostCount ?? Number.NaN), 0);
    expect(lostCount + rest.length).toBe(60);
    const seqs = [...gaps, ...rest].map((record) => record.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(gaps.at(-1)?.seq).toBe((rest[0]?.seq ?? 0) - 1);
  });

  test("a gap that was itself dropped makes the count unknown instead of too small", async () => {
    const spool = createSpool({ epoch: EPOCH, limitBytes: 1_000 });
    const reader = readerOf(spool);
    await reader.position();
    spool.append({
      kind: "stream-gap",
      gap: { stream: "events", fromAt: 1, toAt: 2, cause: "restart", isFilled: false },
    });
    for (let index = 0; index < 30; index += 1) spool.append(event(`${index}`));
    const [gap] = await reader.records();
    expect(gap).toMatchObject({ kind: "stream-gap", gap: { stream: "events" } });
    expect(gap?.kind === "stream-gap" && gap.gap.lostCount).toBeUndefined();
  });

  test("a batch stays far below the size of a frame", async () => {
    const spool = createSpool({ epoch: EPOCH });
    for (let index = 0; index < 100; index += 1) spool.append(line("x".repeat(8_192)));
    const reader = readerOf(spool);
    await reader.position();
    let count = 0;
    while (count < 100) {
      const records = await reader.records();
      expect(Buffer.byteLength(JSON.stringify(records))).toBeLessThan(300_000);
      count += records.length;
    }
    expect(count).toBe(100);
  });

  test("a record too large for a frame becomes a gap of one", async () => {
    const spool = createSpool({ epoch: EPOCH });
    spool.append(line("x".repeat(900_000)));
    const reader = readerOf(spool);
    await reader.position();
    expect(await reader.records()).toMatchObject([{ kind: "stream-gap", gap: { lostCount: 1 } }]);
  });

  test("an aborted reader ends at once, also while it waits", async () => {
    const spool = createSpool({ epoch: EPOCH });
    const reader = readerOf(spool);
    await reader.position();
    const waiting = reader.frames.next();
    reader.stop();
    expect((await waiting).done).toBe(true);
  });
});

describe("what web has stored", () => {
  test("the acknowledged journal cursor follows the acknowledged position", () => {
    const spool = createSpool({ epoch: EPOCH });
    spool.append(line("one", "c1"));
    spool.append(event("1"));
    spool.append(line("two", "c2"));
    expect(spool.lastAckedJournalCursor()).toBeUndefined();
    spool.ack({ epoch: EPOCH, seq: 2 });
    expect(spool.lastAckedJournalCursor()).toBe("c1");
    spool.ack({ epoch: EPOCH, seq: 3 });
    expect(spool.lastAckedJournalCursor()).toBe("c2");
    spool.ack({ epoch: EPOCH, seq: 1 });
    expect(spool.lastAckedJournalCursor()).toBe("c2");
  });

  test("an acknowledgement of another epoch moves nothing", () => {
    const spool = createSpool({ epoch: EPOCH });
    spool.append(line("one", "c1"));
    spool.ack({ epoch: "before", seq: 1 });
    expect(spool.lastAckedJournalCursor()).toBeUndefined();
  });

  test("what is stored leaves the memory and is not counted as dropped", async () => {
    const spool = createSpool({ epoch: EPOCH, keepAckedBytes: 500 });
    for (let index = 1; index <= 100; index += 1) spool.append(line(`n${index}`));
    spool.ack({ epoch: EPOCH, seq: 90 });
    expect(spool.size()).toEqual({ records: 10, bytes: expect.any(Number), droppedCount: 0 });
    expect(await readerOf(spool).position()).toMatchObject({ seq: 90, droppedCount: 0 });
    expect(await readerOf(spool, { epoch: EPOCH, seq: 95 }).position()).toMatchObject({ seq: 95 });
    expect(await readerOf(spool, { epoch: EPOCH, seq: 80 }).position()).toMatchObject({ droppedCount: 10 });
  });
});
