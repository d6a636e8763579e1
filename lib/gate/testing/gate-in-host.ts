import { join } from "node:path";
import { expect, vi } from "vitest";
import { hostPid, inHost } from "../../../lab/api.ts";
import type { FactName, HostFact } from "../../domain/facts.ts";
import { parseFact } from "../../domain/parse/parse-fact.ts";
import type { Gate } from "../../engine/ports.ts";
import { createGate as createClient } from "../../gate-client/gate-client.ts";
import { DEADLINE } from "./lab-engine.ts";

/** To be bound into the host: the gate runs from it. */
export const CHECKOUT = join(import.meta.dirname, "../../..");

/** The gate on the host it watches, as most people start: no configuration, no ssh, daemons found by discovery. */
export interface GateInHost {
  readonly gate: Gate;
  /** Throws when the host cannot be read. */
  readonly fact: <Name extends FactName>(
    daemon: string,
    name: Name,
  ) => Promise<Extract<HostFact, { name: Name }>>;
  /** "ok" or how the ping failed. */
  readonly pingWord: (daemon: string) => Promise<string>;
}

/** Runs a program on the host, as root; throws with its words when it fails. */
export const runIn =
  (name: string) =>
  async (...argv: string[]): Promise<string> => {
    const { code, stdout, stderr } = await inHost(name, argv, { deadlineMs: 60_000 });
    if (code !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
    return stdout.trim();
  };

/** Starts it as a unit of that host's systemd, and waits until `daemon` answers. */
export async function startGateIn(name: string, daemon: string): Promise<GateInHost> {
  const environment = {
    FOGHORN_GATE_SOCKET: "/run/foghorn/gate.sock",
    FOGHORN_GATE_STATE_DIR: "/var/lib/foghorn",
    FOGHORN_CONFIG: "/etc/foghorn.yaml",
  };
  await runIn(name)(
    "systemd-run",
    "--unit=foghorn-gate",
    "--property=RuntimeDirectory=foghorn",
    "--property=StateDirectory=foghorn",
    ...Object.entries(environment).map(([key, value]) => `--setenv=${key}=${value}`),
    join(CHECKOUT, "node_modules/.bin/node"),
    join(CHECKOUT, "gate.ts"),
  );
  const gate = createClient(`/proc/${hostPid(name)}/root${environment.FOGHORN_GATE_SOCKET}`);
  const pingWord = async (host: string): Promise<string> => {
    const answer = await gate.ask("docker.ping", { host }, DEADLINE);
    return answer.ok ? "ok" : answer.failure;
  };
  await vi.waitFor(async () => expect(await pingWord(daemon)).toBe("ok"), { timeout: 20_000, interval: 200 });
  return {
    gate,
    pingWord,
    fact: async <Name extends FactName>(host: string, fact: Name) => {
      const answer = await gate.ask("host.fact", { host, fact }, DEADLINE);
      if (!answer.ok) throw new Error(`${fact}: ${answer.failure}: ${answer.message}`);
      return parseFact(fact, answer.text, Date.now()) as Extract<HostFact, { name: Name }>;
    },
  };
}
