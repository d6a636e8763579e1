import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createGate } from "#lib/gate-client/gate-client.ts";
import { LabError } from "./errors.ts";
import { runningHost } from "./in-host.ts";
import { type Lab, sshConfigPath } from "./places.ts";
import { recordSession } from "./record.ts";
import { PLAIN_ENV, until } from "./run.ts";

export interface LabRecording {
  readonly hosts: readonly string[];
  readonly dir: string;
  readonly durationMs: number;
  readonly signal?: AbortSignal;
}

const START_MS = 20_000;

/**
 * Records lab hosts through a gate of its own, which reaches them over ssh as Foghorn would, and which
 * ends with this process whatever ends that. Gives the path of the recording.
 */
export async function recordHosts(lab: Lab, { hosts, ...session }: LabRecording): Promise<string> {
  const records = hosts.map((name) => runningHost(lab, name));
  const dir = mkdtempSync(join(tmpdir(), "flab-")); // short: sockets lie here
  const socket = join(dir, "gate.sock");
  const config = join(dir, "foghorn.yaml");
  const daemons = records.map(({ name, address }) => ({ id: name, url: `ssh://root@${address}` }));
  writeFileSync(config, JSON.stringify({ daemons })); // JSON is YAML
  const child = spawn(process.execPath, [join(dirname(import.meta.dirname), "gate.ts")], {
    detached: true, // Ctrl-C ends the recording, which then ends the gate
    stdio: ["pipe", "ignore", "inherit"],
    env: {
      ...PLAIN_ENV,
      HOME: dir,
      FOGHORN_GATE_SOCKET: socket,
      FOGHORN_CONFIG: config,
      FOGHORN_GATE_STATE_DIR: join(dir, "state"),
      FOGHORN_SSH_CONFIG: sshConfigPath(lab),
      FOGHORN_SUPERVISED: "1",
    },
  });
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  try {
    const gate = createGate(socket);
    await until("start of the gate", START_MS, async () => {
      if (child.exitCode !== null) throw new LabError("interrupted", "the gate ended before it listened");
      return gate.ask("gate.status", {}, { deadlineMs: 2_000 });
    });
    return await recordSession({ gate, hostIds: hosts, ...session });
  } finally {
    child.stdin.end(); // that is how its supervisor tells it to stop
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}
