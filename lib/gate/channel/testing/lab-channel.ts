import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { sshConfig } from "../../../../lab/api.ts";
import type { FactName, HostFact } from "../../../domain/facts.ts";
import { parseFact } from "../../../domain/parse/parse-fact.ts";
import type { JournalLine } from "../../../domain/signal.ts";
import type { DaemonAddress, HostChannel } from "../../host-channel.ts";
import { openHostChannel } from "../open.ts";

export interface LabChannel extends AsyncDisposable {
  readonly channel: HostChannel;
  readonly stateDir: string;
  readonly isUp: () => Promise<void>;
  /** The fact as a reading; throws with the failure when it could not be read. */
  readonly fact: <Name extends FactName>(name: Name) => Promise<Extract<HostFact, { name: Name }>>;
}

export interface LabChannelOptions {
  readonly user?: string;
  readonly logFile?: string;
  readonly stateDir?: string;
  readonly socketPath?: string;
}

/** A channel to a lab host over ssh, as the gate opens it; closed and its directories removed when disposed. */
export function openLabChannel(host: string, options: LabChannelOptions = {}): LabChannel {
  const { user = "root", logFile, socketPath = "/run/docker.sock" } = options;
  const runtimeDir = mkdtempSync(join(tmpdir(), "fh-"));
  const stateDir = options.stateDir ?? join(runtimeDir, "state");
  const address: DaemonAddress = {
    id: `${host}-${user}`,
    url: `ssh://${user}@${host}`,
    labels: {},
    target: { transport: "ssh", destination: `${user}@${host}`, configFile: sshConfig(), socketPath },
    ...(logFile === undefined ? {} : { logFile }),
  };
  const channel = openHostChannel(address, { runtimeDir, stateDir });
  return {
    channel,
    stateDir,
    isUp: () => expect.poll(() => channel.state(), { timeout: 20_000 }).toMatchObject({ state: "up" }),
    fact: async (name) => {
      const answer = await channel.readFact(name, 10_000);
      if (!answer.ok) throw new Error(`${name}: ${answer.failure}: ${answer.message}`);
      return parseFact(name, answer.text, Date.now()) as Extract<HostFact, { name: typeof name }>;
    },
    [Symbol.asyncDispose]: async () => {
      await channel.close();
      rmSync(runtimeDir, { recursive: true, force: true });
    },
  };
}

/** What a follower told, in order. */
export function recordJournal(channel: HostChannel, afterCursor?: string) {
  const lines: JournalLine[] = [];
  const states: (readonly [isOpen: boolean, reason: string | undefined])[] = [];
  const gaps: (readonly [fromAt: number, toAt: number, cause: string])[] = [];
  const { stop } = channel.followJournal(afterCursor, {
    onLine: (line) => lines.push(line),
    onState: (isOpen, reason) => states.push([isOpen, reason]),
    onGap: (...gap) => gaps.push(gap),
  });
  const texts = (): readonly string[] => lines.map(({ text }) => text);
  return { lines, states, gaps, texts, stop };
}
