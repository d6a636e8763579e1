import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ids, open, rig, row, rows, start, stop } from "../testing/live-rig.ts";

afterEach(stop);

describe("container logs", () => {
  beforeEach(() => start());
  const topic = `logs:filer-4/${"b".repeat(64)}`;

  test("come in chunks, end with the reason, and free their id", async () => {
    rig.scripted.setFollowLogs(async function* () {
      yield { rows: rows(1, 3) as never };
      yield { rows: rows(4, 4) as never, endedBecause: "The container ended." };
    });
    const client = await open();
    client.send({ kind: "sub", id: 1, topic });
    await client.until(() => client.of(1).at(-1)?.kind === "end");
    expect(client.rows(1)).toEqual(ids(1, 4));
    expect(client.of(1).at(-1)).toMatchObject({ seq: 4, reason: "The container ended." });
    client.send({ kind: "sub", id: 1, topic });
    await client.until(() => client.of(1).filter(({ kind }) => kind === "end").length === 2);
  });

  test("the source is told when the reader leaves", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    rig.scripted.setFollowLogs(async function* (_host, _container, { signal }) {
      yield { rows: rows(1, 1) as never };
      await once(signal, "abort");
      resolve();
    });
    const client = await open();
    client.send({ kind: "sub", id: 1, topic });
    await client.until(() => client.rows(1).length === 1);
    client.socket.terminate();
    await aborted;
  });

  test("a source that cannot be read says why", async () => {
    rig.scripted.setFollowLogs(() => {
      throw Object.assign(new Error("The daemon of filer-4 does not answer."), { code: "host-unreadable" });
    });
    const client = await open();
    client.send({ kind: "sub", id: 1, topic });
    await client.until(() => client.of(1).some(({ kind }) => kind === "error"));
    expect(client.of(1).at(-1)).toMatchObject({
      code: "host-unreadable",
      message: "The daemon of filer-4 does not answer.",
    });
  });

  test("a reader that stops reading stops its source and nobody else", async () => {
    let produced = 0;
    rig.scripted.setFollowLogs(async function* () {
      const text = "x".repeat(100_000);
      for (; produced < 2_000; produced += 1) yield { rows: [{ id: `l${produced}`, text }] as never };
    });
    const slow = await open();
    slow.socket.pause();
    slow.send({ kind: "sub", id: 1, topic });
    const other = await open();
    other.send({ kind: "sub", id: 1, topic: "feed" });
    await other.until(() => other.of(1).length === 1);
    // Rises until kernel and buffers are full, and then no further.
    let before = -1;
    await expect
      .poll(() => {
        const stands = produced > 0 && produced === before;
        before = produced;
        return stands;
      })
      .toBe(true);
    expect(produced).toBeLessThan(400);
    rig.scripted.push("feed", [row(1)]);
    await other.until(() => other.rows(1).length === 1);
    slow.socket.resume();
    await slow.until(() => slow.rows(1).length === 2_000);
    expect(new Set(slow.rows(1)).size).toBe(2_000);
  });
});

describe("a reader that falls behind", () => {
  const big = (number: number) => ({ id: `r${number}`, text: "x".repeat(50_000) });

  test("gets one marker with the exact count, the state anew, and every entry of an incident", async () => {
    await start({ lagBytes: 1_000_000, resumeBytes: 100_000, undrainedMs: 60_000 });
    rig.scripted.set("hosts", [{ id: "a", n: 0 }]);
    const slow = await open();
    const quick = await open();
    for (const client of [slow, quick]) {
      client.send({ kind: "sub", id: 1, topic: "feed" });
      client.send({ kind: "sub", id: 2, topic: "hosts" });
      client.send({ kind: "sub", id: 3, topic: "entries:INC-1" });
      await client.until(() => [1, 2, 3].every((id) => client.of(id).length === 1));
    }
    slow.socket.pause();
    const TOTAL = 400;
    for (let number = 1; number <= TOTAL; number += 1) {
      rig.scripted.push("feed", [big(number)]);
      rig.scripted.push("entries:INC-1", [row(number)]);
      rig.scripted.set("hosts", [{ id: "a", n: number }]);
      await quick.until(() => quick.rows(1).length === number && quick.rows(3).length === number);
    }
    slow.socket.resume();
    await slow.until(() => slow.of(1).some(({ kind }) => kind === "lag"));
    await slow.until(() => slow.rows(3).length === TOTAL);
    const markers = slow.of(1).filter(({ kind }) => kind === "lag");
    expect(markers).toHaveLength(1);
    expect((markers[0]?.dropped as number) + slow.rows(1).length).toBe(TOTAL);
    expect(slow.of(2).slice(-2)).toMatchObject([
      { kind: "lag" },
      { kind: "snap", data: [{ id: "a", n: TOTAL }] },
    ]);
    expect(slow.rows(3)).toEqual(ids(1, TOTAL));
    rig.scripted.push("feed", [row(TOTAL + 1)]);
    await slow.until(() => slow.rows(1).at(-1) === `r${TOTAL + 1}`);
    expect(quick.seen.some(({ kind }) => kind === "lag")).toBe(false);
  });

  test("and does not drain at all is closed, and told to resume", async () => {
    await start({ lagBytes: 200_000, resumeBytes: 100_000, undrainedMs: 300, sockets: 1 });
    const slow = await open();
    slow.send({ kind: "sub", id: 1, topic: "feed" });
    await slow.until(() => slow.of(1).length === 1);
    slow.socket.pause();
    let number = 0;
    const pushing = setInterval(() => {
      number += 1;
      rig.scripted.push("feed", [big(number)]);
    }, 2);
    // There is room for one socket: another gets in once the slow one is gone.
    await expect
      .poll(
        () =>
          open().then(
            () => true,
            () => false,
          ),
        { timeout: 8_000 },
      )
      .toBe(true);
    clearInterval(pushing);
    slow.socket.resume();
    await slow.closed;
    expect(slow.rows(1).length).toBeLessThan(number);
  });
});
