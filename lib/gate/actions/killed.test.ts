import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createGate } from "../../gate-client/gate-client.ts";
import { endOf, firstLine, openGateProcess } from "../testing/gate-process.ts";
import { answerOf, startScriptedDaemon } from "../testing/scripted-daemon.ts";

const ID = "ab".repeat(32);
const STARTED = "2026-11-20T10:00:00.5Z";
const LISTED = { Id: ID, Names: ["/api-1"], Image: "shop:1", State: "running", Status: "Up", Created: 1 };
const INSPECT = {
  Id: ID,
  Name: "/api-1",
  Created: STARTED,
  Image: `sha256:${"cd".repeat(32)}`,
  State: { Status: "running", StartedAt: STARTED, FinishedAt: "0001-01-01T00:00:00Z", Running: true },
  Config: { Image: "shop:1" },
  HostConfig: { RestartPolicy: { Name: "no" } },
};

test("a gate killed between the intent and the answer does not run the same key again: unknown, verify", {
  timeout: 30_000,
}, async () => {
  await using gateProcess = await openGateProcess();
  // Takes the restart and is silent: nobody hears what became of it.
  const daemon = await startScriptedDaemon((socket, line) => {
    if (line.includes("/_ping")) socket.write(answerOf(200, "OK", ["Api-Version: 1.41"]));
    else if (line.includes("/containers/json")) socket.write(answerOf(200, JSON.stringify([LISTED])));
    else if (line.includes(`/containers/${ID}/json`)) socket.write(answerOf(200, JSON.stringify(INSPECT)));
    else if (!line.startsWith("POST")) socket.write(answerOf(404, "{}"));
  });
  await writeFile(
    join(gateProcess.folder, "foghorn.yaml"),
    `daemons: [{id: a, url: "unix://${daemon.socketPath}"}]
actions: [{verbs: [container.restart], hosts: [a]}]`,
  );
  const posts = () => daemon.requests.filter((line) => line.startsWith("POST"));
  const wanted = {
    host: "a",
    key: "key-of-a-crash",
    by: "Ada",
    target: { id: ID, name: "api-1", image: "shop:1", startedAt: Date.parse(STARTED), state: "running" },
  };
  const ask = (key = wanted.key) =>
    createGate(gateProcess.socketPath).ask("container.restart", { ...wanted, key }, { deadlineMs: 20_000 });
  try {
    const first = gateProcess.start();
    await firstLine(first);
    const lost = expect(ask()).rejects.toMatchObject({ code: "gate-down" });
    await expect.poll(() => posts().length, { timeout: 10_000 }).toBe(1);
    first.kill("SIGKILL");
    await Promise.all([lost, endOf(first)]);

    await firstLine(gateProcess.start());
    expect(await ask()).toMatchObject({ outcome: "unknown", text: expect.stringMatching(/not run twice/) });
    expect(posts()).toHaveLength(1);
    const log = readFileSync(join(gateProcess.folder, "state/gate.log"), "utf8");
    const ends = log.split("\n").filter((line) => line.includes('"action-ended"'));
    expect(ends.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { key: wanted.key, outcome: "unknown" },
    ]);

    // Another decision is another key.
    void ask("key-of-a-new-one").catch(() => undefined);
    await expect.poll(() => posts().length, { timeout: 10_000 }).toBe(2);
  } finally {
    await daemon.stop();
  }
});
