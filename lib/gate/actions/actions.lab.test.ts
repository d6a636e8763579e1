import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { labStatus, sshConfig } from "../../../lab/api.ts";
import type { ActionTarget } from "../../domain/action.ts";
import { DEADLINE, ENGINES, type LabEngine, startLabEngine } from "../testing/lab-engine.ts";
import { startTestGate, type TestGate } from "../testing/running-gate.ts";

const LONG = { deadlineMs: 60_000 } as const;
const CONTAINER = "acted-on";

let keys = 0;
const decided = () => {
  keys += 1;
  return { host: "root", key: `lab-key-${process.pid}-${keys}`, by: "Ada" };
};

/** A gate of its own that may act on this host: each may run ten actions a minute. */
async function startActing(name: string): Promise<TestGate> {
  const host = labStatus().find((known) => known.name === name);
  const acting = await startTestGate({
    config: `daemons:
  - {id: root, url: "ssh://root@${host?.address}", identity: ${host?.sshIdentity}}
  - {id: guest, url: "ssh://guest@${host?.address}", identity: ${host?.sshIdentity}}
actions:
  - verbs: [container.start, container.stop, container.restart, container.kill, container.unpause, engine.dump]
    hosts: all
  - verbs: [prune.containers, prune.images, prune.build-cache]
    hosts: [root]
    second_person: true`,
    sshConfigFile: sshConfig(),
  });
  const ping = () => acting.gate.ask("docker.ping", { host: "root" }, DEADLINE);
  await vi.waitFor(async () => expect(await ping()).toMatchObject({ ok: true }), {
    timeout: 20_000,
    interval: 200,
  });
  return acting;
}

describe.each(ENGINES)("the verbs on engine %s", (engine) => {
  let lab: LabEngine;
  let acting: TestGate;
  beforeAll(async () => {
    lab = await startLabEngine(engine);
    acting = await startActing(lab.name);
  });
  afterAll(async () => {
    await lab?.remove(CONTAINER);
    await acting?.stop();
    await lab?.stop();
  });

  const stateOf = (what = "{{.State.Status}}") => lab.run("docker", "inspect", "-f", what, CONTAINER);
  async function look(): Promise<ActionTarget> {
    const list = await acting.gate.ask("docker.containers", { host: "root" }, DEADLINE);
    const id = list.ok ? list.reading.find(({ name }) => name === CONTAINER)?.id : undefined;
    const answer = await acting.gate.ask("docker.inspect", { host: "root", id: id ?? "" }, DEADLINE);
    if (!answer.ok) throw new Error(answer.message);
    const { id: full, name, image, state, startedAt } = answer.reading;
    return { id: full, name, image, state, ...(startedAt !== undefined && { startedAt }) };
  }

  describe("a container", () => {
    beforeEach(() => lab.runContainer(CONTAINER, "-d", "foghorn/bb:1", "sleep", "600"));

    test("is stopped, started, restarted and killed", async () => {
      const stopped = await acting.gate.ask("container.stop", { ...decided(), target: await look() }, LONG);
      expect(stopped).toMatchObject({ outcome: "done", text: "Docker answered 204" });
      expect(await stateOf()).toBe("exited");
      await acting.gate.ask("container.start", { ...decided(), target: await look() }, LONG);
      expect(await stateOf()).toBe("running");
      const before = await stateOf("{{.State.StartedAt}}");
      await acting.gate.ask("container.restart", { ...decided(), target: await look() }, LONG);
      expect(await stateOf("{{.State.StartedAt}} {{.State.Status}}")).not.toContain(before);
      await acting.gate.ask("container.kill", { ...decided(), target: await look() }, LONG);
      expect(await stateOf("{{.State.Status}} {{.State.ExitCode}}")).toBe("exited 137");
      const again = await acting.gate.ask("container.kill", { ...decided(), target: await look() }, LONG);
      expect(again).toMatchObject({ outcome: "failed", text: expect.stringMatching(/is not running/) });
    });

    test("goes on after a pause", async () => {
      await lab.run("docker", "pause", CONTAINER);
      const answer = await acting.gate.ask("container.unpause", { ...decided(), target: await look() }, LONG);
      expect(answer).toMatchObject({ outcome: "done" });
      expect(await stateOf()).toBe("running");
    });

    test("that was stopped since somebody looked is left alone", async () => {
      const running = await look();
      await lab.run("docker", "stop", "-t", "0", CONTAINER);
      const refused = acting.gate.ask("container.restart", { ...decided(), target: running }, LONG);
      await expect(refused).rejects.toMatchObject({
        code: "unknown-container",
        message: `${CONTAINER} is exited by now, it was running`,
      });
      expect(await stateOf()).toBe("exited");
    });

    test("that was made anew under its name, or started again, is left alone", async () => {
      const old = await look();
      await lab.run("docker", "restart", "-t", "0", CONTAINER);
      const since = acting.gate.ask("container.kill", { ...decided(), target: old }, LONG);
      await expect(since).rejects.toMatchObject({ code: "unknown-container" });
      await lab.runContainer(CONTAINER, "-d", "foghorn/bb:1", "sleep", "600");
      const other = acting.gate.ask("container.kill", { ...decided(), target: old }, LONG);
      await expect(other).rejects.toMatchObject({ code: "unknown-container" });
      expect(await stateOf()).toBe("running");
    });
  });

  describe("a dump", () => {
    let dumping: TestGate;
    beforeAll(async () => {
      dumping = await startActing(lab.name);
    });
    afterAll(() => dumping?.stop());

    test("goroutines of dockerd come as text, and dockerd goes on; without the right it says so", async () => {
      const pid = await lab.run("pidof", "dockerd");
      const answer = await dumping.gate.ask("engine.dump", decided(), LONG);
      expect(answer).toMatchObject({
        outcome: "done",
        text: expect.stringMatching(/goroutine-stacks-.*\.log, \d+ bytes/),
      });
      expect(answer.dump).toMatch(/^goroutine \d+ \[/m);
      // dockerd names the file by the second: another right behind it has a file of its own all the same.
      const again = await dumping.gate.ask("engine.dump", decided(), LONG);
      expect(again).toMatchObject({ outcome: "done", dump: expect.stringMatching(/^goroutine \d+ \[/m) });
      expect(again.text).not.toBe(answer.text);
      expect(await lab.run("pidof", "dockerd")).toBe(pid);
      const guest = await dumping.gate.ask("engine.dump", { ...decided(), host: "guest" }, LONG);
      expect(guest).toMatchObject({
        outcome: "failed",
        text: expect.stringMatching(/process id|may not signal/),
      });
    });
  });

  describe("a prune", () => {
    let pruning: TestGate;
    beforeAll(async () => {
      pruning = await startActing(lab.name);
    });
    afterAll(() => pruning?.stop());

    test.each(["prune.containers", "prune.images", "prune.build-cache"] as const)(
      "%s is previewed, needs somebody to agree, and takes nothing young",
      async (verb) => {
        await lab.runContainer(CONTAINER, "foghorn/bb:1", "true");
        const preview = await pruning.gate.ask("prune.preview", { host: "root", verb }, LONG);
        expect(preview).toMatchObject({ ok: true, reading: { count: expect.any(Number) } });
        await expect(pruning.gate.ask(verb, decided(), LONG)).rejects.toMatchObject({ code: "not-allowed" });
        const answer = await pruning.gate.ask(verb, { ...decided(), agreedBy: "Bob" }, LONG);
        expect(answer).toMatchObject({
          outcome: "done",
          text: expect.stringMatching(/^removed \d+, .* free again$/),
        });
        expect(await stateOf()).toBe("exited");
      },
    );

    test("an image without a name goes as the preview said", async () => {
      await lab.run(
        "sh",
        "-c",
        "docker create --name tmp-img foghorn/bb:1 true && docker commit tmp-img && docker rm tmp-img",
      );
      const preview = await pruning.gate.ask("prune.preview", { host: "root", verb: "prune.images" }, LONG);
      expect(preview.ok && preview.reading.count).toBeGreaterThan(0);
      const answer = await pruning.gate.ask("prune.images", { ...decided(), agreedBy: "Bob" }, LONG);
      expect(answer.text).not.toMatch(/^removed 0,/);
    });
  });

  test("the gate's own log has each with its begin and its end", () => {
    const lines = readFileSync(join(acting.folder, "state/gate.log"), "utf8").trim().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as { readonly kind: string; readonly key?: string });
    const keysOf = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ key }) => key);
    expect(keysOf("action-begun").length).toBeGreaterThan(8);
    expect(keysOf("action-ended")).toEqual(keysOf("action-begun"));
  });
});
