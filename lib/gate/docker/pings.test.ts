import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { answerOf, type ScriptedDaemon, startScriptedDaemon } from "../testing/scripted-daemon.ts";
import { createPings, type Pings } from "./pings.ts";

// Long enough for an answer on a busy machine, and every silence is waited for.
const DEADLINE_MS = 400;
let daemon: ScriptedDaemon;
let pings: Pings;
let heard: Socket[] = [];
afterEach(async () => {
  pings.close();
  await daemon.stop();
  heard = [];
});

/** A daemon that hears and says nothing by itself. */
async function silent(heldMs?: number): Promise<void> {
  daemon = await startScriptedDaemon((socket) => heard.push(socket));
  pings = createPings(daemon.link, DEADLINE_MS, heldMs);
}
const ask = (signal = new AbortController().signal) => pings.ask(signal);
const isSilent = { ok: false, error: { failure: "timeout", message: `no answer within ${DEADLINE_MS} ms` } };

test("a hung daemon has one ping in its queue, however often and by however many it is asked", async () => {
  await silent();
  expect(await Promise.all([ask(), ask()])).toMatchObject([isSilent, isSilent]);
  expect(await ask()).toMatchObject(isSilent);
  expect(daemon.requests).toEqual(["GET /_ping HTTP/1.1"]);
});

test("the one that waits says at once that the daemon woke, and the next connects anew", async () => {
  await silent();
  expect(await ask()).toMatchObject(isSilent);
  const next = ask();
  heard[0]?.end(answerOf(200, "OK", ["Api-Version: 1.45"]));
  expect(await next).toMatchObject({ ok: true, value: { text: "OK", headers: { "api-version": "1.45" } } });
  const another = ask();
  await expect.poll(() => heard.length).toBe(2);
  heard[1]?.end(answerOf(200, "OK"));
  expect(await another).toMatchObject({ ok: true });
});

test("when the one that waits is lost with its daemon, another tells what is there now", async () => {
  await silent();
  expect(await ask()).toMatchObject(isSilent);
  const next = ask();
  heard[0]?.destroy();
  await expect.poll(() => heard.length).toBe(2);
  heard[1]?.end(answerOf(200, "OK"));
  expect(await next).toMatchObject({ ok: true });
});

test("one that waits too long is given up for another", async () => {
  await silent(DEADLINE_MS * 2.5);
  for (let time = 0; time < 6; time += 1) expect(await ask()).toMatchObject(isSilent);
  expect(daemon.requests.length).toBeGreaterThan(1);
  expect(daemon.requests.length).toBeLessThan(6);
});

test("who gives up waits no longer, and takes nothing from the others", async () => {
  await silent();
  const one = new AbortController();
  const other = ask();
  const gone = ask(one.signal);
  one.abort(new Error("the page is closed"));
  await expect(gone).rejects.toThrow("the page is closed");
  await expect.poll(() => heard.length).toBe(1);
  heard[0]?.end(answerOf(200, "OK"));
  expect(await other).toMatchObject({ ok: true });
});

test("nobody at the socket is a missing socket", async () => {
  await silent();
  await daemon.stop();
  expect(await ask()).toMatchObject({ ok: false, error: { failure: "socket-missing" } });
  await silent();
});
