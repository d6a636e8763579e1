import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEADLINE, ENGINES, type LabEngine, startLabEngine } from "./testing/lab-engine.ts";

/** Stops a process and waits until each of its threads has: one that still runs may answer once more. */
const stopping = (name: string): string =>
  `for pid in $(pidof ${name}); do kill -STOP $pid; while grep -h '^State:' /proc/$pid/task/*/status | grep -qv '\\sT'; do sleep 0.01; done; done`;

describe.each(ENGINES)("engine %s over ssh", (engine) => {
  let lab: LabEngine;
  beforeAll(async () => {
    lab = await startLabEngine(engine);
  });
  afterAll(() => lab?.stop());

  const inspect = (id: string) => lab.gate.gate.ask("docker.inspect", { host: "root", id }, DEADLINE);

  test("says its version, its data root and what listens to its events", async () => {
    const version = await lab.gate.gate.ask("docker.version", { host: "root" }, DEADLINE);
    expect(version).toMatchObject({
      ok: true,
      reading: { engineVersion: expect.stringMatching(`^${engine}\\.`) },
    });
    const info = await lab.gate.gate.ask("docker.info", { host: "root" }, DEADLINE);
    expect(info).toMatchObject({
      ok: true,
      reading: { name: lab.name, dataRoot: "/var/lib/docker", eventListeners: 1 },
    });
  });

  test("lists what runs, with its health, its networks and its published port", async () => {
    const list = await lab.gate.gate.ask("docker.containers", { host: "root" }, DEADLINE);
    const web = list.ok ? list.reading.find((container) => container.name === "web") : undefined;
    expect(web).toMatchObject({
      state: "running",
      health: expect.stringMatching(/healthy|starting/),
      networkMode: "shop",
    });
    expect(web?.ports).toContainEqual(
      expect.objectContaining({ hostPort: 8080, containerPort: 80, protocol: "tcp" }),
    );
    const networks = await lab.gate.gate.ask("docker.networks", { host: "root" }, DEADLINE);
    expect(networks.ok && networks.reading.find((network) => network.name === "bridge")).toMatchObject({
      bridge: "docker0",
      isMasqueraded: true,
    });
  });

  test("gives names of the environment and never a value", async () => {
    await lab.runContainer(
      "secretive",
      "-d",
      "-e",
      "DB_PASSWORD=hunter2hunter2",
      "-e",
      "MODE=fast",
      "foghorn/bb:1",
      "sleep",
      "600",
    );
    const answer = await inspect(await lab.idOf("secretive"));
    expect(answer.ok && answer.reading.environmentNames).toEqual(
      expect.arrayContaining(["DB_PASSWORD", "MODE"]),
    );
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|fast/);
    await lab.remove("secretive");
  });

  test("hides a known environment value where a health check prints it", async () => {
    const check = ["--health-interval", "1s", "--health-cmd", "echo trying zebra-zebra-zebra; false"];
    await lab.runContainer(
      "chatty",
      "-d",
      "-e",
      "API_TOKEN=zebra-zebra-zebra",
      ...check,
      "foghorn/bb:1",
      "sleep",
      "600",
    );
    const id = await lab.idOf("chatty");
    const output = async (): Promise<string | undefined> => {
      const answer = await inspect(id);
      return answer.ok ? answer.reading.health?.lastOutput : undefined;
    };
    await expect.poll(output, { timeout: 10_000 }).toMatch(/trying \[redacted:literal#....\]/);
    await lab.remove("chatty");
  });

  test("an id that the daemon does not list is refused, whoever asks", async () => {
    await expect(inspect("a".repeat(64))).rejects.toMatchObject({ code: "unknown-container" });
  });

  test("an account without the right is told so, though the forward accepts everything", async () => {
    const guest = async () => (await lab.gate.gate.ask("gate.status", {}, DEADLINE)).hosts[1]?.channel.state;
    await expect.poll(guest, { timeout: 20_000 }).toBe("up");
    expect(await lab.ping("guest")).toMatchObject({
      ok: false,
      failure: "socket-denied",
      message: expect.stringContaining("guest"),
    });
  });

  test("a hung daemon is a timeout within 3 s, and answers again when it goes on", async () => {
    await lab.run("sh", "-c", stopping("dockerd"));
    try {
      const answer = await lab.ping();
      expect(answer).toMatchObject({ ok: false, failure: "timeout" });
      expect(answer.durationMs).toBeLessThan(3_500);
    } finally {
      await lab.run("sh", "-c", "kill -CONT $(pidof dockerd)");
    }
    await expect.poll(lab.pingWord, { timeout: 10_000 }).toBe("ok");
  });

  test("a hung containerd leaves the ping alone and lets info time out", async () => {
    await lab.run("sh", "-c", stopping("containerd"));
    try {
      const info = await lab.gate.gate.ask("docker.info", { host: "root" }, DEADLINE);
      expect(info).toMatchObject({ ok: false, failure: "timeout" });
      expect(await lab.pingWord()).toBe("ok");
    } finally {
      await lab.run("sh", "-c", "kill -CONT $(pidof containerd)");
    }
    const infoWord = async () => (await lab.gate.gate.ask("docker.info", { host: "root" }, DEADLINE)).ok;
    await expect.poll(infoWord, { timeout: 10_000 }).toBe(true);
  });

  test("a socket file that is gone is missing, though the forward accepts everything", async () => {
    await lab.run("mv", "/run/docker.sock", "/run/docker.sock.away");
    try {
      await expect.poll(lab.pingWord, { timeout: 5_000 }).toBe("socket-missing");
    } finally {
      await lab.run("mv", "/run/docker.sock.away", "/run/docker.sock");
    }
    await expect.poll(lab.pingWord, { timeout: 10_000 }).toBe("ok");
  });

  test("both units stopped is nobody at the socket, and asking starts nothing", async () => {
    await lab.run("systemctl", "stop", "docker.socket", "docker.service");
    try {
      await expect.poll(lab.pingWord, { timeout: 6_000 }).toMatch(/connection-refused|socket-missing/);
      for (let second = 0; second < 3; second += 1) {
        await sleep(1_000);
        await lab.ping();
      }
      expect(await lab.run("systemctl", "is-active", "docker.service")).toBe("inactive");
    } finally {
      await lab.run("systemctl", "reset-failed", "docker.service", "docker.socket");
      await lab.run("systemctl", "start", "docker.socket", "docker.service");
    }
    await expect.poll(lab.pingWord, { timeout: 20_000 }).toBe("ok");
  });
});
