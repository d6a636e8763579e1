import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids, open, rig, row, rows, rowsOf, start, stop } from "../testing/live-rig.ts";

afterEach(stop);

test.each(["hosts", "incidents"])(
  "the list of %s rests between two messages, and symptoms do not wait for that",
  async (list) => {
    await start({ listsMs: 400 });
    const client = await open();
    rig.scripted.set("symptoms", []);
    rig.scripted.set(list, [{ id: "a", n: 0 }]);
    client.send({ kind: "sub", id: 1, topic: list });
    client.send({ kind: "sub", id: 2, topic: "symptoms" });
    await client.until(() => client.of(1).length === 1 && client.of(2).length === 1);
    const startedAt = performance.now();
    for (let n = 1; client.of(1).length < 3; n += 1) {
      rig.scripted.set(list, [{ id: "a", n }]);
      rig.scripted.set("symptoms", [{ id: "s", n }]);
      await client.until(() => client.of(2).length > n);
    }
    // The first of them came at once at best, the second not before the rest was over.
    expect(performance.now() - startedAt).toBeGreaterThan(350);
    expect(client.of(2).length).toBeGreaterThan(4);
    await client.until(() => client.of(1).at(-1)?.seq === 2);
  },
);

test("a list that has rested long enough goes out with its first change, whatever else was said before", async () => {
  await start({ listsMs: 60_000 });
  const client = await open();
  rig.scripted.set("symptoms", []);
  rig.scripted.set("incidents", []);
  client.send({ kind: "sub", id: 1, topic: "incidents" });
  client.send({ kind: "sub", id: 2, topic: "symptoms" });
  await client.until(() => client.of(1).length === 1 && client.of(2).length === 1);
  rig.scripted.set("symptoms", [{ id: "s" }]);
  await client.until(() => client.of(2).length === 2);
  rig.scripted.set("incidents", [{ id: "INC-0001" }]);
  await client.until(() => client.of(1).length === 2);
});

describe("state topics", () => {
  beforeEach(() => start());

  test("begin with the whole and go on with what changed, by id", async () => {
    rig.scripted.set("hosts", [
      { id: "a", n: 1 },
      { id: "b", n: 1 },
    ]);
    const client = await open();
    client.send({ kind: "sub", id: 7, topic: "hosts" });
    await client.until(() => client.of(7).length === 1);
    rig.scripted.set("hosts", [
      { id: "b", n: 2 },
      { id: "c", n: 1 },
    ]);
    await client.until(() => client.of(7).length === 2);
    expect(client.of(7)).toMatchObject([
      {
        kind: "snap",
        seq: 0,
        data: [
          { id: "a", n: 1 },
          { id: "b", n: 1 },
        ],
      },
      {
        kind: "delta",
        seq: 1,
        data: {
          put: [
            { id: "b", n: 2 },
            { id: "c", n: 1 },
          ],
          del: ["a"],
        },
      },
    ]);
  });

  test("a change that changes nothing is not sent", async () => {
    rig.scripted.set("console", { version: "1" });
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "console" });
    await client.until(() => client.of(1).length === 1);
    const { stateReads } = rig.scripted.counts;
    rig.scripted.set("console", { version: "1" });
    await expect.poll(() => rig.scripted.counts.stateReads).toBe(stateReads + 1);
    rig.scripted.set("console", { version: "2" });
    await client.until(() => client.of(1).length === 2);
    expect(client.of(1).at(-1)).toMatchObject({ kind: "delta", seq: 1, data: { value: { version: "2" } } });
  });

  test("many changes within a moment are read and sent once, whoever looks on", async () => {
    rig.scripted.set("symptoms", []);
    const readers = await Promise.all([open(), open(), open()]);
    for (const reader of readers) reader.send({ kind: "sub", id: 1, topic: "symptoms" });
    for (const reader of readers) await reader.until(() => reader.of(1).length === 1);
    const { stateReads } = rig.scripted.counts;
    for (let count = 1; count <= 50; count += 1) rig.scripted.set("symptoms", [{ id: "s", count }]);
    for (const reader of readers) await reader.until(() => reader.of(1).length === 2);
    expect(rig.scripted.counts.stateReads).toBe(stateReads + 1);
    for (const reader of readers) {
      expect(reader.of(1).at(-1)).toMatchObject({ data: { put: [{ id: "s", count: 50 }] } });
    }
  });

  test("what does not exist is not found, and what ceases to exist ends", async () => {
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "incident:INC-9" });
    await client.until(() => client.of(1).length === 1);
    expect(client.of(1)).toMatchObject([{ kind: "error", code: "not-found" }]);
    rig.scripted.set("host:filer-4", { id: "filer-4" });
    client.send({ kind: "sub", id: 2, topic: "host:filer-4" });
    await client.until(() => client.of(2).length === 1);
    rig.scripted.remove("host:filer-4");
    await client.until(() => client.of(2).length === 2);
    expect(client.of(2).at(-1)).toMatchObject({ kind: "end" });
    rig.scripted.set("host:filer-4", { id: "filer-4", again: true });
    client.send({ kind: "sub", id: 2, topic: "host:filer-4" });
    await client.until(() => client.of(2).length === 3);
    expect(client.of(2).at(-1)).toMatchObject({ kind: "snap", data: { again: true } });
  });

  test("nobody reads a value when nobody looks at it", async () => {
    const client = await open();
    rig.scripted.set("hosts", []);
    client.send({ kind: "sub", id: 1, topic: "hosts" });
    await client.until(() => client.of(1).length === 1);
    client.send({ kind: "unsub", id: 1 });
    client.send({ kind: "sub", id: 2, topic: "feed" });
    await client.until(() => client.of(2).length === 1);
    const { stateReads } = rig.scripted.counts;
    rig.scripted.set("hosts", [{ id: "a" }]);
    rig.scripted.push("feed", [row(1)]);
    await client.until(() => client.of(2).length === 2);
    expect(rig.scripted.counts.stateReads).toBe(stateReads);
  });
});

describe("line topics", () => {
  beforeEach(() => start());

  test("begin with the last rows and go on in order", async () => {
    rig.scripted.push("feed", rows(1, 10));
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "feed", tail: 3 });
    await client.until(() => client.of(1).length === 1);
    expect(client.of(1)).toMatchObject([{ kind: "snap", epoch: "e1", seq: 10, data: rows(8, 10) }]);
    rig.scripted.push("feed", rows(11, 12));
    rig.scripted.push("feed", rows(13, 13));
    await client.until(() => client.rows(1).length === 6);
    expect(client.rows(1)).toEqual(ids(8, 13));
    expect(client.of(1).at(-1)).toMatchObject({ kind: "delta", seq: 13 });
  });

  test("a browser that was away gets each row once and in order, while rows keep coming", async () => {
    const topic = "events:filer-4";
    let last = 0;
    const write = (count: number) => {
      rig.scripted.push(topic, rows(last + 1, last + count));
      last += count;
    };
    write(50);
    const got: string[] = [];
    let position: { epoch: string; seq: number } | undefined;
    for (let round = 0; round < 40; round += 1) {
      const client = await open();
      client.send({ kind: "sub", id: 1, topic, tail: 1_000, ...(position && { from: position }) });
      for (let step = 0; step < 5; step += 1) {
        write(1 + ((round * 7 + step * 3) % 4));
        await new Promise(setImmediate);
      }
      const expected = round % 3 === 0 ? 0 : last;
      await client.until(() => ((client.of(1).at(-1)?.seq as number | undefined) ?? -1) >= expected);
      client.socket.terminate();
      await client.closed;
      for (const message of client.of(1)) {
        got.push(...rowsOf(message));
        position = { epoch: message.epoch as string, seq: message.seq as number };
      }
      write(1 + (round % 5));
    }
    const client = await open();
    client.send({ kind: "sub", id: 1, topic, from: position });
    await client.until(() => client.rows(1).at(-1) === `r${last}`);
    got.push(...client.rows(1));
    expect(got).toEqual(ids(1, last));
  });

  test("rows that are stored and not yet published are neither lost nor sent twice", async () => {
    rig.scripted.push("feed", rows(1, 3));
    const client = await open();
    const early = rig.scripted.store("feed", rows(4, 5));
    client.send({ kind: "sub", id: 1, topic: "feed", from: { epoch: "e1", seq: 2 } });
    await client.until(() => client.rows(1).length === 3);
    rig.scripted.publish({ kind: "rows", topic: "feed", ...early, rows: rows(4, 5) });
    rig.scripted.push("feed", rows(6, 6));
    await client.until(() => client.rows(1).at(-1) === "r6");
    expect(client.rows(1)).toEqual(ids(3, 6));
  });

  test("a reader that missed a publication is brought up to date from the store", async () => {
    rig.scripted.push("feed", rows(1, 2));
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "feed", tail: 2 });
    await client.until(() => client.of(1).length === 1);
    rig.scripted.store("feed", rows(3, 4));
    rig.scripted.push("feed", rows(5, 5));
    await client.until(() => client.rows(1).at(-1) === "r5");
    expect(client.rows(1)).toEqual(ids(1, 5));
  });

  test("whoever was away longer than rows are kept is told how many are missing", async () => {
    rig.scripted.push("feed", rows(1, 5));
    for (let from = 6; from < 3_000; from += 500) rig.scripted.push("feed", rows(from, from + 499));
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "feed", from: { epoch: "e1", seq: 5 } });
    await client.until(() => client.rows(1).length === 200);
    expect(client.of(1)).toMatchObject([
      { kind: "lag", seq: 2_805, dropped: 2_800 },
      { kind: "delta", seq: 3_005, data: { rows: rows(2_806, 3_005) } },
    ]);
  });

  test("when numbering began anew the reader begins anew", async () => {
    rig.scripted.push("feed", rows(1, 5));
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: "feed", from: { epoch: "e0", seq: 900 } });
    await client.until(() => client.of(1).length === 1);
    expect(client.of(1)).toMatchObject([{ kind: "snap", epoch: "e1", seq: 5 }]);
    rig.scripted.restart("feed", "e2");
    rig.scripted.push("feed", [row(70)]);
    await client.until(() => client.of(1).length === 2);
    expect(client.of(1).at(-1)).toMatchObject({ kind: "snap", epoch: "e2", seq: 1, data: [row(70)] });
  });
});
