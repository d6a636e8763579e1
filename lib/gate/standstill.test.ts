import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, test } from "vitest";
import { type GateView, watchGate } from "../engine/gate-watch.ts";
import { createGate } from "../gate-client/gate-client.ts";
import { GATE_DEADLINE_MS } from "../gate-protocol/deadlines.ts";
import { firstLine, openGateProcess } from "./testing/gate-process.ts";
import { startScriptedDaemon } from "./testing/scripted-daemon.ts";

function watched(socketPath: string) {
  const views: GateView[] = [];
  const watch = watchGate(createGate(socketPath), { now: Date.now }, (view) => views.push(view));
  return { views, watch };
}

// Each waits for clocks of its own process: side by side they take as long as the longest.
describe.concurrent("a gate", { timeout: 30_000 }, () => {
  test("that stands still is down within 10 s, and up again when it goes on", async ({ expect }) => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start();
    await firstLine(child);
    const { views, watch } = watched(gateProcess.socketPath);
    try {
      await expect.poll(() => views.at(-1)?.state, { timeout: 5_000 }).toBe("up");
      const stoppedAt = performance.now();
      child.kill("SIGSTOP");
      await expect.poll(() => views.at(-1)?.state, { timeout: 12_000 }).toBe("down");
      expect(performance.now() - stoppedAt).toBeLessThan(10_500);
      expect(views.at(-1)).toMatchObject({
        reason: expect.stringContaining("sent nothing for 8 s"),
        lastStatus: { hosts: [] },
      });
      child.kill("SIGCONT");
      await expect.poll(() => views.at(-1)?.state, { timeout: 10_000 }).toBe("up");
    } finally {
      watch.stop();
    }
  });

  test("that lives but has no news stays up", async ({ expect }) => {
    await using gateProcess = await openGateProcess();
    const child = gateProcess.start();
    await firstLine(child);
    const { views, watch } = watched(gateProcess.socketPath);
    await expect.poll(() => views.at(-1)?.state, { timeout: 5_000 }).toBe("up");
    const isDown = expect.poll(() => views.at(-1)?.state, { timeout: 10_000 }).toBe("down");
    await expect(isDown).rejects.toThrow();
    watch.stop();
  });

  test("that stood still while a daemon was asked blames itself, not the daemon", async ({ expect }) => {
    await using gateProcess = await openGateProcess();
    const daemon = await startScriptedDaemon(() => undefined);
    await writeFile(
      join(gateProcess.folder, "foghorn.yaml"),
      `daemons: [{id: a, url: "unix://${daemon.socketPath}"}]`,
    );
    const child = gateProcess.start();
    await firstLine(child);
    const gate = createGate(gateProcess.socketPath);
    try {
      // A daemon that is silent while the gate listens times out.
      const patient = { deadlineMs: 10_000 };
      expect(await gate.ask("docker.ping", { host: "a" }, patient)).toMatchObject({ failure: "timeout" });
      const answer = gate.ask("docker.ping", { host: "a" }, patient);
      // Heard before the question after it is answered.
      await gate.ask("gate.status", {}, patient);
      child.kill("SIGSTOP");
      const isOver = expect(answer).rejects.toMatchObject({ code: "busy" });
      // Past the deadline of the call.
      await setTimeout(GATE_DEADLINE_MS["docker.ping"] + 1_000);
      child.kill("SIGCONT");
      await isOver;
    } finally {
      await daemon.stop();
    }
  });
});
