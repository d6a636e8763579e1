import type { ProcessReading } from "../../facts.ts";
import type { DaemonHistory, HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { processOf } from "./host-facts.ts";
import { settled } from "./judgement.ts";

const DAEMONS = ["dockerd", "containerd"] as const;
export type Daemon = (typeof DAEMONS)[number];

/** One of the two that runs, and what was read of it until now. */
export interface RunningDaemon {
  readonly daemon: Daemon;
  readonly readAt: EpochMs;
  readonly process: ProcessReading;
  readonly history: DaemonHistory;
}

type JudgeDaemon = (
  running: RunningDaemon,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
) => readonly Judgement[];

/** Judges dockerd and containerd one by one: unknown where processes cannot be read, passing where there is none. */
export const eachDaemon =
  (judge: JudgeDaemon): Mode["judge"] =>
  (host, now, open) =>
    DAEMONS.flatMap((daemon) => {
      const found = processOf(host, daemon, now);
      if (found === undefined) return settled(open, daemon, "unknown", now);
      const { at: readAt, reading: process } = found;
      const history = host.daemons.get(daemon);
      if (process === undefined || history === undefined) return settled(open, daemon, "passing", readAt);
      return judge({ daemon, readAt, process, history }, host, now, open);
    });

/** Values for the commands of their runbooks. */
export const daemonFacts = ({ daemon, history }: RunningDaemon): Readonly<Record<string, string>> => ({
  unit: `${daemon === "dockerd" ? "docker" : daemon}.service`,
  daemon,
  pid: String(history.pid),
});
