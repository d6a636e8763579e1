import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { downHost, inHost, sshConfig, upHost } from "../../lab/api.ts";
import { PLAIN_ENV, run } from "../../lab/run.ts";
import { partReadings } from "../domain/detect/parts.ts";
import type { ContainerId } from "../domain/ids.ts";
import { isThere, type ModeId } from "../domain/symptom.ts";
import type { Engine as SymptomEngine } from "../engine/engine.ts";
import { DEADLINE } from "../gate/testing/lab-engine.ts";
import { collectSpool, startTestGate, type TestGate } from "../gate/testing/running-gate.ts";
import type { LogLine } from "../gate-protocol/answers.ts";
import { startMemoryEngine } from "./diagnose/memory-engine.ts";

/*
 * podman's Docker API over ssh, up to symptoms. The host has a Docker as well, which does not start: nothing of that
 * may be said of podman.
 */

const NAME = "podman26";
const ID = "pod";
const IMAGE = "foghorn/bb:1";

let gate: TestGate;
let engine: SymptomEngine;

/** Over ssh: containers that are started in the caller's cgroups would not live in the host's. */
async function podman(...argv: string[]): Promise<string> {
  const command = ["podman", ...argv].map((word) => `'${word}'`).join(" ");
  const { code, stdout, stderr } = await run(["ssh", "-F", sshConfig(), `root@${NAME}`, command], {
    env: PLAIN_ENV,
    deadlineMs: 60_000,
  });
  if (code !== 0) throw new Error(`podman ${argv[0]}: ${stderr}`);
  return stdout.trim();
}

beforeAll(async () => {
  const up = await upHost(NAME, { withExtras: true });
  await inHost(NAME, ["systemctl", "stop", "docker.socket", "docker.service", "containerd.service"]);
  await inHost(NAME, ["sh", "-c", "echo '{ broken' > /etc/docker/daemon.json"]);
  await inHost(NAME, ["systemctl", "start", "docker.service"]);
  await inHost(NAME, ["systemctl", "start", "podman.socket"]);
  await podman("import", "/usr/share/foghorn-lab/image.tar", IMAGE);
  await podman(
    "run",
    "-d",
    "--name",
    "talker",
    IMAGE,
    "sh",
    "-c",
    "echo one; echo two >&2; echo three; sleep 600",
  );
  const check = ["--health-cmd", "false", "--health-interval", "1s", "--health-retries", "2"];
  await podman("run", "-d", "--name", "ill", ...check, IMAGE, "sleep", "600");
  gate = await startTestGate({
    config: `daemons: [{id: ${ID}, url: "ssh://root@${up.address}/run/podman/podman.sock", identity: ${up.sshIdentity}}]`,
    sshConfigFile: sshConfig(),
  });
  engine = await startMemoryEngine({
    gate: gate.gate,
    redact: (text) => text,
    redactLines: (lines) => lines,
  });
  await vi.waitUntil(() => state()?.info.lastGood && state()?.facts.units.last, { timeout: 30_000 });
});
afterAll(async () => {
  engine?.stop();
  await gate?.stop();
  await downHost(NAME);
});

const state = () => engine.host(ID)?.state();
const host = { host: ID };
const idOf = async (name: string): Promise<ContainerId> => {
  const list = await gate.gate.ask("docker.containers", host, DEADLINE);
  const found = list.ok ? list.reading.find((each) => each.name === name) : undefined;
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found.id;
};
const inspect = async (name: string) => {
  const answer = await gate.gate.ask("docker.inspect", { host: ID, id: await idOf(name) }, DEADLINE);
  if (!answer.ok) throw new Error(answer.message);
  return answer.reading;
};
const lit = (): readonly ModeId[] =>
  (engine.host(ID)?.symptoms() ?? [])
    .filter((symptom) => !symptom.isUnknown && isThere(symptom))
    .map(({ mode }) => mode);

describe("podman through its Docker API", () => {
  test("says that it is podman, and what a Docker would say of itself", async () => {
    expect(await gate.gate.ask("docker.ping", host, DEADLINE)).toMatchObject({
      ok: true,
      reading: { engine: "podman" },
    });
    expect(await gate.gate.ask("docker.version", host, DEADLINE)).toMatchObject({
      ok: true,
      reading: { engineVersion: expect.stringMatching(/^5\./) },
    });
    expect(await gate.gate.ask("docker.info", host, DEADLINE)).toMatchObject({
      ok: true,
      reading: { name: NAME, dataRoot: "/var/lib/containers/storage" },
    });
    const networks = await gate.gate.ask("docker.networks", host, DEADLINE);
    expect(networks.ok && networks.reading.map(({ name }) => name)).toContain("bridge");
  });

  test("lists and inspects containers; health stands in inspect alone", async () => {
    const list = await gate.gate.ask("docker.containers", host, DEADLINE);
    expect(list.ok && list.reading.find(({ name }) => name === "talker")).toMatchObject({ state: "running" });
    expect(await inspect("talker")).toMatchObject({ state: "running", restartPolicy: "no", isTty: false });
    await expect
      .poll(async () => (await inspect("ill")).health?.status, { timeout: 15_000 })
      .toBe("unhealthy");
  });

  test("tells of a life and its end in events, in Docker's words once they are folded", async () => {
    const spool = collectSpool(gate.gate, ID);
    const heard = (text: RegExp) => () => spool.records.some((each) => text.test(JSON.stringify(each)));
    await podman("run", "--name", "short", "--replace", IMAGE, "sh", "-c", "exit 0");
    await podman("rm", "short");
    await expect.poll(heard(/"action":"die[d]?".*"name":"short"/), { timeout: 10_000 }).toBe(true);
    await expect.poll(heard(/"action":"remove".*"name":"short"/), { timeout: 10_000 }).toBe(true);
    await expect.poll(heard(/"action":"health_status: unhealthy"/), { timeout: 10_000 }).toBe(true);
    spool.stop();
  });

  test("gives log lines of both streams, in order, though their times have whole seconds", async () => {
    const lines: LogLine[] = [];
    const args = { host: ID, id: await idOf("talker"), tail: 10, follow: false };
    for await (const frame of gate.gate.follow("container.logs", args, {
      signal: new AbortController().signal,
    }))
      if (frame.kind === "lines") lines.push(...frame.lines);
    expect(lines.map(({ text }) => text).toSorted()).toEqual(["one", "three", "two"]);
    expect(lines.find(({ text }) => text === "two")?.stream).toBe("stderr");
    expect(lines.every(({ timeNano }) => timeNano.endsWith("000000000"))).toBe(true);
  });

  test("is lit by what is wrong with its containers, and by nothing of the Docker that does not start beside it", async () => {
    await expect.poll(lit, { timeout: 30_000 }).toContain("container-unhealthy");
    expect(lit().filter((mode) => !mode.startsWith("container-") && !mode.startsWith("health-"))).toEqual([]);
    const known = state();
    if (known === undefined) throw new Error("podman is not watched");
    const off = partReadings(known, [], Date.now()).filter((part) => part.state === "off");
    expect(off.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["unit", "cunit", "containerd", "config", "ipt"]),
    );
  });

  test("is the same host after its service has left and come back, though its id is another", async () => {
    const idNow = async () =>
      JSON.parse(
        (await inHost(NAME, ["curl", "-s", "--unix-socket", "/run/podman/podman.sock", "http://d/info"]))
          .stdout,
      ).ID as string;
    const before = await idNow();
    await inHost(NAME, ["systemctl", "kill", "--signal=KILL", "podman.service"]);
    await expect
      .poll(async () => (await gate.gate.ask("docker.ping", host, DEADLINE)).ok, { timeout: 10_000 })
      .toBe(true);
    expect(await idNow()).not.toBe(before);
    expect(state()?.changes.map(({ kind }) => kind)).not.toContain("upgrade");
    expect(lit().filter((mode) => mode.startsWith("daemon-"))).toEqual([]);
  });

  test("is down when its socket unit was stopped", async () => {
    await inHost(NAME, ["systemctl", "stop", "podman.socket"]);
    await inHost(NAME, ["systemctl", "kill", "--signal=KILL", "podman.service"]);
    await expect.poll(lit, { timeout: 20_000 }).toContain("daemon-down");
    const down = engine
      .host(ID)
      ?.symptoms()
      .find(({ mode }) => mode === "daemon-down");
    expect(JSON.stringify(down?.evidence)).not.toContain("docker.service");
  });
});
