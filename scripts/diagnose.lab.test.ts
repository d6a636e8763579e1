import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakHost, downHost, healHost, sshConfig, upHost, workload } from "../lab/api.ts";
import type { Diagnosis } from "../lib/runtime/diagnose/diagnosis.ts";

const ENGINES = ["20", "26"] as const;
const nameOf = (engine: string): string => `diag${engine}`;
const DEAD_ADDRESS = "192.0.2.1";
const LIMIT_MS = 10_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foghorn-"));
  const hosts = await Promise.all(ENGINES.map((docker) => upHost(nameOf(docker), { docker })));
  for (const { name } of hosts) await workload(name);
  const daemons = hosts.map(
    ({ name, address, sshIdentity }) =>
      `  - {id: ${name}, url: "ssh://root@${address}", identity: ${sshIdentity}}`,
  );
  await writeFile(join(folder, "living.yaml"), `daemons:\n${daemons.join("\n")}\n`);
  const dead = `  - {id: dead, url: "tcp://${DEAD_ADDRESS}:2375", insecure: true}`;
  await writeFile(join(folder, "dead.yaml"), `daemons:\n${[...daemons, dead].join("\n")}\n`);
});
afterAll(async () => {
  for (const engine of ENGINES) await downHost(nameOf(engine));
  await rm(folder, { recursive: true });
});

async function look(config: string, ...argv: string[]) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "diagnose.ts"), ...argv], {
    env: { ...process.env, FOGHORN_CONFIG: join(folder, config), FOGHORN_SSH_CONFIG: sshConfig() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code, tookMs: performance.now() - startedAt };
}

describe.each(ENGINES)("one look at engine %s", (engine) => {
  const name = nameOf(engine);
  const diagnoseHost = async (): Promise<{
    readonly code: number | null;
    readonly host: Diagnosis["hosts"][number] | undefined;
  }> => {
    const { stdout, code } = await look("living.yaml", "--json", "--host", name);
    const diagnosis = JSON.parse(stdout) as Diagnosis;
    expect(diagnosis).toMatchObject({ schema: 1, hosts: [{ id: name }] });
    return { code, host: diagnosis.hosts[0] };
  };

  test("that is well finds nothing, and says what it could not see", async () => {
    const { code, host } = await diagnoseHost();
    expect(host?.symptoms).toEqual([]);
    // Its containers have no limits: a risk, which no exit code tells of.
    expect(host?.risks.map(({ symptom }) => symptom)).toContain("missing-limits");
    expect(host?.notVisible.map(({ part }) => part)).toContain("registry");
    expect(code).toBe(0);
  });

  test("that hangs names dockerd within 10 s, with evidence and the first step", async () => {
    await breakHost(name, "daemon-hung");
    try {
      const { stdout, code, tookMs } = await look("living.yaml", "--json");
      const host = (JSON.parse(stdout) as Diagnosis).hosts.find(({ id }) => id === name);
      const found = host?.symptoms[0];
      expect(found, JSON.stringify(host?.notRead)).toMatchObject({
        symptom: "daemon-hung",
        part: "dockerd",
        severity: "page",
      });
      expect(found?.isSinceFirstLook).toBe(true);
      expect(found?.evidence.length).toBeGreaterThan(0);
      expect(found?.nextStep).toMatchObject({ runbook: "daemon-hung", command: expect.any(String) });
      expect(code).toBe(2);
      expect(tookMs).toBeLessThan(LIMIT_MS);
    } finally {
      await healHost(name);
    }
  });

  test("that does not start names the broken file, and the daemon that is down as its effect", async () => {
    await breakHost(name, "daemon-json-invalid:start");
    try {
      const { code, host } = await diagnoseHost();
      const roots = host?.symptoms.filter(({ explainedBy }) => explainedBy === undefined);
      expect(roots?.map(({ symptom }) => symptom)).toEqual(["daemon-json-invalid"]);
      const down = host?.symptoms.find(({ symptom }) => symptom === "daemon-down");
      expect(down?.explainedBy).toBe("daemon-json-invalid");
      expect(code).toBe(2);
    } finally {
      await healHost(name);
    }
  });
});

test("an address where nobody answers is a host that cannot be read, and hides no other", async () => {
  const { stdout, code, tookMs } = await look("dead.yaml", "--json");
  const { hosts } = JSON.parse(stdout) as Diagnosis;
  expect(hosts.map(({ id, unreadable }) => [id, unreadable !== undefined])).toEqual([
    [nameOf("20"), false],
    [nameOf("26"), false],
    ["dead", true],
  ]);
  expect(code).toBe(3);
  expect(tookMs).toBeLessThan(LIMIT_MS);
});

test("a host that is not there and an option that is not known are said, with nothing on stdout", async () => {
  expect(await look("living.yaml", "--host", "nosuch")).toMatchObject({
    code: 64,
    stdout: "",
    stderr: 'diagnose: there is no host "nosuch"\n',
  });
  expect(await look("living.yaml", "--jason")).toMatchObject({
    code: 64,
    stdout: "",
    stderr: expect.stringContaining("Usage:"),
  });
});
