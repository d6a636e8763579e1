import { afterEach, expect, test } from "vitest";
import { type ScriptedDaemon, startScriptedDaemon } from "../testing/scripted-daemon.ts";
import { createDaemon, type Daemon } from "./daemon.ts";

let scripted: ScriptedDaemon | undefined;
let daemon: Daemon;
let connections: Set<object>;
afterEach(async () => {
  daemon.close();
  await scripted?.stop();
  scripted = undefined;
});

/** Answers every ping and leaves the connection open, unless told to end it. */
async function answering(isKept = true): Promise<void> {
  connections = new Set();
  const started = await startScriptedDaemon((socket) => {
    connections.add(socket);
    socket.write("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\nOK");
    if (!isKept) setImmediate(() => socket.destroy());
  });
  scripted = started;
  daemon = createDaemon({
    link: started.link,
    redact: (text) => text,
    learnEnvironment: () => undefined,
    learnInfo: () => undefined,
  });
}
const ping = (over?: "kept") => daemon.ping(new AbortController().signal, over);

test("pings over a kept connection share one, each other ping makes its own", async () => {
  await answering();
  for (let time = 0; time < 3; time += 1) expect(await ping("kept")).toMatchObject({ ok: true });
  expect(connections.size).toBe(1);
  for (let time = 0; time < 2; time += 1) expect(await ping()).toMatchObject({ ok: true });
  expect(connections.size).toBe(3);
});

test("a kept connection that ended says nothing of the daemon: another is made", async () => {
  await answering(false);
  expect(await ping("kept")).toMatchObject({ ok: true });
  expect(await ping("kept")).toMatchObject({ ok: true });
  expect(connections.size).toBe(2);
});

test("over a kept connection as well, a daemon that is gone is gone", async () => {
  await answering();
  expect(await ping("kept")).toMatchObject({ ok: true });
  await scripted?.stop();
  scripted = undefined;
  expect(await ping("kept")).toMatchObject({ ok: false, failure: "socket-missing" });
});
