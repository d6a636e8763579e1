import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { processOf, unitOf, unitText } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { isFailure } from "../shared/log-mode.ts";
import { runOnText } from "../shared/running.ts";
import { toEvidence } from "../shared/text.ts";

const LINES = ["containerd-gone", "containerd-unit", "containerd-last-words"];
// What it said as it went; older lines are of another time.
const LINES_MS = 5 * MINUTE_MS;

type Sight = { readonly isGone: boolean; readonly readAt: EpochMs; readonly what: string } | undefined;

/** containerd is gone while dockerd lives: containers run on, and whatever has to go through it is refused at once. */
export const containerdDown: Mode = {
  id: "containerd-down",
  inputs: ["fact", "ping"],
  windows: {
    // systemd starts it again after 5 s; a restart by hand takes as long.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 3,
  },
  judge: (host, now, open) => {
    // Without dockerd nobody misses it; a start that waits for it has a name of its own.
    if (sightOfEngine(host, now).kind === "down" || host.ping.lastGood?.reading.engine === "podman")
      return settled(open, "", "unknown", now);
    const sight = sightOfContainerd(host, now);
    if (sight === undefined) return settled(open, "", "unknown", now);
    if (!sight.isGone) return settled(open, "", "passing", sight.readAt);
    return [judgeGone(host, sight, now)];
  },
};

/** By systemd where it keeps containerd, else by the processes: dockerd may keep one of its own. */
function sightOfContainerd(host: HostState, now: EpochMs): Sight {
  const unit = unitOf(host, "containerd.service", now);
  const process = processOf(host, "containerd", now);
  const isNewer = unit !== undefined && (process === undefined || unit.at >= process.at);
  if (unit !== undefined && isNewer) {
    const { activeState, subState } = unit.reading;
    const what = `containerd.service ${unitText(unit.reading)}`;
    if (activeState === "active") return { isGone: false, readAt: unit.at, what };
    if (activeState === "failed" || subState === "auto-restart")
      return { isGone: true, readAt: unit.at, what };
    // Stopped, and dockerd has another one, or nobody can say.
    if (process === undefined) return undefined;
  }
  if (process === undefined) return undefined;
  if (process.reading !== undefined)
    return { isGone: false, readAt: process.at, what: `containerd pid ${process.reading.pid}` };
  // Where not even dockerd is to be seen, its processes are elsewhere.
  if (processOf(host, "dockerd", now)?.reading === undefined) return undefined;
  return {
    isGone: true,
    readAt: process.at,
    what:
      unit === undefined
        ? "no containerd process"
        : `containerd.service ${unitText(unit.reading)}, no process`,
  };
}

function judgeGone(host: HostState, sight: NonNullable<Sight>, now: EpochMs): Judgement {
  const unit = unitOf(host, "containerd.service", now);
  const lines = linesWith(host, LINES, now - LINES_MS).filter(isFailure);
  const evidence: Evidence[] = [
    toEvidence(
      sight.readAt,
      unit === undefined ? "ps containerd" : "systemctl show containerd.service",
      unit === undefined
        ? sight.what
        : `ActiveState=${unit.reading.activeState} SubState=${unit.reading.subState} Result=${unit.reading.result} NRestarts=${unit.reading.restarts}`,
      sight.what,
    ),
    ...lines.slice(0, 3).map((line) => lineEvidence(line)),
  ];
  const changedAt = unit?.reading.stateChangedAt;
  return {
    subject: "",
    verdict: "failing",
    severity: "page",
    part: "containerd",
    title: "containerd down",
    summary: `${sight.what}, and dockerd lives: it lists and inspects, but every start, stop, exec and pause fails at once. Shims hold the containers, which run on; exits are learnt late.`,
    readAt: sight.readAt,
    ...(changedAt !== undefined && changedAt > 0 && changedAt <= sight.readAt && { sinceAt: changedAt }),
    evidence,
    blast: {
      affected: [
        "start, stop, exec and pause of every container fail",
        "Health checks fail, exits are learnt late",
      ],
      // Shims hold the containers without it.
      parts: ["dockerd", "sock", "callers"],
      notAffected: runOnText(host, now),
    },
    facts: { unit: "containerd.service" },
  };
}
