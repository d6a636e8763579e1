import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { LIVE_CLOSE } from "../../protocol/live.ts";
import { host, loginId, open, rig, row, rows, secret, server, start, stop } from "../testing/live-rig.ts";
import { rawRequest, sendRaw } from "../testing/raw-client.ts";

afterEach(stop);

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
    await start({ pingEveryMs: 50, pongWithinMs: 5_000, timeEveryMs: 50 });
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

  test("and that it stands still, where a recording is over", async () => {
    await start({ timeEveryMs: 50 });
    rig.sessionEnds();
    const client = await open();
    const told: unknown[] = [];
    client.socket.on("message", (data) => told.push(JSON.parse(data.toString())));
    await expect.poll(() => told.at(-1)).toMatchObject({ kind: "time", isStopped: true });
  });

  test("stopping tells every browser to come back later", async () => {
    await start();
    const client = await open();
    await server.close();
    expect((await client.closed).code).toBe(LIVE_CLOSE.stopping);
    await start();
  });
});
