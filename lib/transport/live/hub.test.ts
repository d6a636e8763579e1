import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { LIVE_CLOSE, ServerMessage } from "../../protocol/live.ts";
import { startWebServer, type WebServer } from "../server/web-server.ts";
import { rawRequest, sendRaw } from "../testing/raw-client.ts";
import { createRig, type Rig, TEST_EDGE } from "../testing/rig.ts";
import { LIVE_LIMITS, type LiveLimits } from "./limits.ts";

let rig: Rig;
let server: WebServer;
let host: string;
let secret: string;
let loginId: string;
const clients: WebSocket[] = [];

async function start(limits: Partial<LiveLimits> = {}): Promise<void> {
  rig = await createRig();
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    trustedProxies: [],
    liveLimits: { ...LIVE_LIMITS, batchMs: 5, ...limits },
    prepare: (port) => {
      host = `127.0.0.1:${port}`;
      return { runtime: rig.runtime, edge: { ...TEST_EDGE, allowedHosts: new Set([host]) } };
    },
    openApp: async () => ({
      handle: async (_request, response) => void response.end(),
      close: async () => undefined,
    }),
  });
  const { secret: made, signIn } = await rig.person("operator");
  secret = made;
  ({ loginId } = signIn);
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server.close();
  await rig.close();
});

type Seen = { readonly kind: string; readonly id?: number } & Record<string, unknown>;

/** A browser's end: keeps all messages, and waits for one. */
async function open(cookie = `foghorn=${secret}`) {
  const socket = new WebSocket(`ws://${host}/live`, { headers: { cookie, origin: `http://${host}` } });
  clients.push(socket);
  const seen: Seen[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    const message = ServerMessage.parse(JSON.parse(data.toString())) as Seen;
    if (message.kind !== "time") seen.push(message);
    for (const look of waiting) look();
  });
  await once(socket, "open");
  const closed = once(socket, "close").then(([code, reason]) => ({ code, reason: String(reason) }));
  return {
    socket,
    seen,
    closed,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    of: (id: number) => seen.filter((message) => message.id === id),
    rows: (id: number) => seen.filter((message) => message.id === id).flatMap(rowsOf),
  };
}

const rowsOf = ({ kind, data }: Seen): readonly string[] => {
  const rows = kind === "snap" ? data : kind === "delta" ? (data as { rows: unknown }).rows : [];
  return (rows as readonly { readonly id: string }[]).map((row) => row.id);
};
const row = (number: number) => ({ id: `r${number}` });
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
const ids = (from: number, to: number) => rows(from, to).map(({ id }) => id);

describe("who gets in", () => {
  beforeEach(() => start());

  const shake = (path: string, headers: Record<string, string | undefined> = {}) =>
    sendRaw(
      server.port,
      rawRequest(`GET ${path}`, {
        host,
        origin: `http://${host}`,
        cookie: `foghorn=${secret}`,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-version": "13",
        ...headers,
      }),
      /\r\n\r\n/,
    );

  test("somebody who is signed in, from a page of this host, is let in without compression", async () => {
    const { status, text } = await shake("/live", { "sec-websocket-extensions": "permessage-deflate" });
    expect(status).toBe(101);
    expect(text.toLowerCase()).not.toContain("deflate");
  });

  test.each([
    ["an address with a query", "/live?token=x", {}, 404],
    ["another host", "/live", { host: "evil.example" }, 421],
    ["another origin", "/live", { origin: "http://evil.example" }, 403],
    ["origin null", "/live", { origin: "null" }, 403],
    ["no origin", "/live", { origin: undefined }, 403],
    ["an origin with another scheme", "/live", { origin: "https://HOST" }, 403],
    ["no cookie", "/live", { cookie: undefined }, 401],
    ["a made-up cookie", "/live", { cookie: "foghorn=made-up" }, 401],
    ["the cookie twice", "/live", { cookie: "foghorn=SECRET; foghorn=SECRET" }, 401],
    ["the cookie of the other scheme", "/live", { cookie: "__Host-foghorn=SECRET" }, 401],
  ] as const)("%s is not", async (_name, path, headers, status) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value?.replaceAll("SECRET", secret).replaceAll("HOST", host),
      ]),
    );
    expect((await shake(path, filled)).status).toBe(status);
  });

  test("the ninth socket of one sign-in is refused, and one of another is not", async () => {
    for (let count = 0; count < 8; count += 1) await open();
    expect((await shake("/live")).status).toBe(429);
    const other = await rig.person("viewer", "other");
    await open(`foghorn=${other.secret}`);
  });
});

describe("what a browser may send", () => {
  beforeEach(() => start());

  test("more than 64 KiB ends the socket", async () => {
    const client = await open();
    client.socket.send("x".repeat(65_537));
    expect((await client.closed).code).toBe(1009);
  });

  test("a message in more than 64 pieces ends the socket", async () => {
    const client = await open();
    for (let piece = 0; piece < 70; piece += 1) client.socket.send("x", { fin: false });
    expect((await client.closed).code).toBe(1008);
  });

  test("bytes end the socket, as nothing here is anything but text", async () => {
    const client = await open();
    client.socket.send(Buffer.from([1, 2, 3]));
    expect((await client.closed).code).toBe(1003);
  });

  test("what is not understood is answered, and the socket stays", async () => {
    const client = await open();
    client.socket.send("not json");
    client.send({ kind: "sub", id: 1, topic: "secrets" });
    client.send({ kind: "sub", id: 1, topic: "hosts", extra: true });
    await client.until(() => client.seen.length === 3);
    expect(client.seen.map(({ code }) => code)).toEqual(["invalid-input", "invalid-input", "invalid-input"]);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
  });

  test("a burst is answered at twenty a second, and a flood ends the socket", async () => {
    const client = await open();
    const startedAt = performance.now();
    for (let count = 0; count < 30; count += 1) client.send({ kind: "unsub", id: count });
    client.send({ kind: "sub", id: 1, topic: "nothing" });
    await client.until(() => client.seen.length === 1);
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    for (let count = 0; count < 200; count += 1) client.send({ kind: "unsub", id: count });
    expect((await client.closed).code).toBe(LIVE_CLOSE.flooding);
  });

  test("the seventeenth topic, an id in use and a topic above the role are refused", async () => {
    const viewer = await rig.person("viewer");
    const client = await open(`foghorn=${viewer.secret}`);
    for (let id = 0; id < 16; id += 1) client.send({ kind: "sub", id, topic: `events:host-${id}` });
    client.send({ kind: "sub", id: 16, topic: "hosts" });
    client.send({ kind: "sub", id: 3, topic: "hosts" });
    client.send({ kind: "unsub", id: 4 });
    // The refusal and the first of what was asked for before it are not of one queue.
    const refused = (id: number) => client.of(id).find(({ kind }) => kind === "error");
    await client.until(() => refused(16) !== undefined && refused(3) !== undefined);
    expect(client.of(16)).toMatchObject([{ kind: "error", code: "rate-limited" }]);
    expect(refused(3)).toMatchObject({ code: "conflict" });
    client.send({ kind: "sub", id: 17, topic: `logs:host-1/${"a".repeat(64)}` });
    await client.until(() => client.of(17).length > 0);
    expect(client.of(17)).toMatchObject([{ kind: "error", code: "forbidden" }]);
    expect(rig.scripted.counts.followed).toBe(0);
  });
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

describe("a sign-in that ends", () => {
  test("closes its sockets at once when somebody signs out", async () => {
    await start();
    const client = await open();
    const other = await rig.person("viewer", "other");
    const stays = await open(`foghorn=${other.secret}`);
    const startedAt = performance.now();
    await rig.runtime.accounts.signOut(loginId);
    expect(await client.closed).toEqual({ code: LIVE_CLOSE.signedOut, reason: "signed out" });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(stays.socket.readyState).toBe(WebSocket.OPEN);
  });

  test("is noticed at the next look when nobody said so", async () => {
    await start({ recheckEveryMs: 50, pongWithinMs: 100 });
    const client = await open();
    await rig.storage.accounts.endLogin(loginId, Date.now());
    expect((await client.closed).code).toBe(LIVE_CLOSE.signedOut);
  });

  test("a role that became smaller ends the topics it no longer allows, and no other", async () => {
    await start({ recheckEveryMs: 50, pongWithinMs: 100 });
    await rig.person("admin");
    rig.scripted.setFollowLogs(async function* (_host, _container, { signal }) {
      yield { rows: rows(1, 1) as never };
      await once(signal, "abort");
    });
    const client = await open();
    client.send({ kind: "sub", id: 1, topic: `logs:a/${"c".repeat(64)}` });
    client.send({ kind: "sub", id: 2, topic: "feed" });
    await client.until(() => client.rows(1).length === 1 && client.of(2).length === 1);
    const who = await rig.runtime.accounts.check(secret);
    await rig.storage.accounts.setRole(who?.account.id as never, "viewer");
    await client.until(() => client.of(1).at(-1)?.kind === "error");
    expect(client.of(1).at(-1)).toMatchObject({ code: "forbidden" });
    rig.scripted.push("feed", [row(1)]);
    await client.until(() => client.rows(2).length === 1);
  });
});

describe("a peer that is no longer there", () => {
  test("is ended when it answers no ping", async () => {
    await start({ pingEveryMs: 50, pongWithinMs: 100 });
    const socket = connect(server.port, "127.0.0.1");
    socket.write(
      rawRequest("GET /live", {
        host,
        origin: `http://${host}`,
        cookie: `foghorn=${secret}`,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-version": "13",
      }),
    );
    socket.resume();
    await once(socket, "close");
  });

  test("a browser that answers stays, and hears the server's clock", async () => {
    await start({ pingEveryMs: 50, pongWithinMs: 100, timeEveryMs: 50 });
    const client = await open();
    const times: number[] = [];
    client.socket.on("message", (data) => {
      const message = JSON.parse(data.toString()) as { kind: string; at: number };
      if (message.kind === "time") times.push(message.at);
    });
    await expect.poll(() => times.length).toBeGreaterThan(5);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    expect(Math.abs((times.at(-1) ?? 0) - Date.now())).toBeLessThan(2_000);
  });

  test("stopping tells every browser to come back later", async () => {
    await start();
    const client = await open();
    await server.close();
    expect((await client.closed).code).toBe(LIVE_CLOSE.stopping);
    await start();
  });
});
