import type { PartId } from "../../anatomy.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { countedSince } from "../shared/counted-since.ts";
import { downSince, type EngineSight, isRetriedBySystemd, sightOfEngine } from "../shared/engine-sight.ts";
import {
  freshFact,
  isApiOnly,
  isRootless,
  processOf,
  socketOf,
  unitOf,
  unitText,
} from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { downText, runningByShims, runOnText } from "../shared/running.ts";
import { counted, toEvidence } from "../shared/text.ts";

type Down = Extract<EngineSight, { kind: "down" }>;

// Nobody brings it back: two refusals 5 s apart, the second one sure not to be the moment of a restart.
const RAISE_AFTER_MS = 10 * SECOND_MS;
// systemd is at work, or somebody stopped it on purpose: a normal restart waits up to 10 s for containers.
const RAISE_IN_MOTION_AFTER_MS = 30 * SECOND_MS;
const RAISE_STOPPED_AFTER_MS = 15 * SECOND_MS;

const LAST_WORDS = [
  "engine-crash",
  "engine-start-failed",
  "config-invalid",
  "config-conflict",
  "engine-killed-by-kernel",
  "start-limit",
  "engine-unit-died",
  "engine-signalled",
  "engine-stop-asked",
  "engine-shut-down",
];

/** Nobody serves the API: no socket file, nobody listening, or systemd starting in vain. */
export const daemonDown: Mode = {
  id: "daemon-down",
  inputs: ["ping", "fact", "fact-missing", "journal-line"],
  windows: {
    raiseAfterMs: RAISE_AFTER_MS,
    raiseAfterReadings: 2,
    // A daemon that crashes again does so within its first minute.
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const sight = sightOfEngine(host, now);
    switch (sight.kind) {
      case "down":
        return [judgeDown(host, sight, openOf(open, ""), now)];
      case "answers":
        return settled(open, "", "passing", sight.readAt, [
          toEvidence(
            sight.readAt,
            "GET /_ping",
            sight.status,
            `/_ping answers in ${Math.ceil(sight.durationMs)} ms`,
          ),
        ]);
      // Accepting, denied, or out of sight: none of it says that a daemon serves.
      default:
        return settled(open, "", "unknown", sight.readAt);
    }
  },
};

/** The one start that a person asked for to end it is no restarting: it stays what it was until it answers. */
function variantOf(
  host: HostState,
  sight: Down,
  symptom: Symptom | undefined,
  now: EpochMs,
): Down["variant"] {
  const unit = unitOf(host, "docker.service", now)?.reading;
  if (sight.variant !== "restarting" || unit === undefined || isRetriedBySystemd(unit)) return sight.variant;
  return VARIANTS.find((variant) => variant === symptom?.variant) ?? sight.variant;
}

const VARIANTS: readonly Down["variant"][] = ["missing", "refused", "restarting", "stopped"];

function judgeDown(host: HostState, seen: Down, symptom: Symptom | undefined, now: EpochMs): Judgement {
  const sight = { ...seen, variant: variantOf(host, seen, symptom, now) };
  const process = processOf(host, "dockerd", now);
  const startedAgoMs = (process?.reading?.startedSecondsAgo ?? Number.POSITIVE_INFINITY) * SECOND_MS;
  // One that was started since is about to make its socket.
  const isAlive =
    process?.reading !== undefined &&
    process.at >= sight.sinceAt &&
    process.at - startedAgoMs < sight.sinceAt;
  // The file was removed under a living daemon: only the way to it is broken.
  const isSocketOnly = sight.variant === "missing" && isAlive;
  const isStopped = linesWith(host, ["engine-stop-asked"], sight.sinceAt - 30 * SECOND_MS).length > 0;
  const raiseAfterMs =
    sight.variant === "restarting"
      ? RAISE_IN_MOTION_AFTER_MS
      : isStopped
        ? RAISE_STOPPED_AFTER_MS
        : RAISE_AFTER_MS;
  return {
    subject: "",
    verdict: "failing",
    variant: sight.variant,
    severity: "page",
    part: isSocketOnly ? "sock" : "dockerd",
    title: isSocketOnly ? "API socket missing" : TITLES[sight.variant],
    summary: isSocketOnly
      ? "dockerd runs, but its socket file is gone: nobody can reach it until it is started again."
      : `${summaryOf(host, sight, now)}${isRootless(host) ? " It is a user's own daemon: its commands are systemctl --user and journalctl --user, as that user." : ""}`,
    readAt: sight.readAt,
    sinceAt: downSince(host, sight, now),
    evidence: evidenceOf(host, sight, countedSince(host, symptom), now),
    blast: {
      affected: [
        ...downText(host, now),
        "docker CLI, compose, CI jobs and every other caller",
        "Restart policies and health checks are not acted on",
      ],
      parts: isSocketOnly ? ["callers", "dockerd"] : cutOff(host, sight, now),
      notAffected: runOnText(host, now, sight.sinceAt),
    },
    facts: factsOf(host, sight, symptom, now),
    raiseAfterMs,
  };
}

/** Who calls, and what dockerd serves itself: embedded DNS and the logs; containers where none was left running. */
function cutOff(host: HostState, sight: Down, now: EpochMs): readonly PartId[] {
  const running = runningByShims(host, now, sight.sinceAt);
  const ended = running?.length === 0 && (host.containers.lastGood?.reading.length ?? 0) > 0;
  return ["sock", "callers", "dns", "log", ...(ended ? (["shims", "ctrs"] as const) : [])];
}

const TITLES: Record<Down["variant"], string> = {
  missing: "dockerd down, socket missing",
  refused: "dockerd down, connection refused",
  restarting: "dockerd does not come up",
  stopped: "dockerd stopped",
};

function summaryOf(host: HostState, sight: Down, now: EpochMs): string {
  const unit = unitOf(host, "docker.service", now);
  // Read before the fault, it tells how it was.
  const state = unit && unit.at >= sight.sinceAt ? `; docker.service is ${unitText(unit.reading)}` : "";
  switch (sight.variant) {
    case "missing":
      return `There is no socket file: dockerd was stopped or never came up${state}.`;
    case "refused":
      if (isApiOnly(host))
        return "Nobody listens at this address: dockerd ended, or does not serve TCP any more. Which of both, only the host itself can tell.";
      return `The socket file is there and nobody listens: dockerd ended without cleaning up${state}.`;
    case "restarting":
      return `systemd starts dockerd and it does not come up${state}${(unit?.reading.restarts ?? 0) > 0 ? `, ${counted(unit?.reading.restarts ?? 0, "restart")} so far` : ""}.`;
    case "stopped":
      return `docker.socket listens, but dockerd does not run${state}. Foghorn does not connect, because that would start it.`;
  }
}

const READINGS: Partial<Record<Down["failure"], string>> = {
  "socket-missing": "connect: no such file",
  "connection-refused": "connect: connection refused",
  "connection-reset": "connection closed without an answer",
  timeout: "connect: accepted by systemd, no answer",
  "not-tried": "not tried: a connect would start dockerd",
};

function evidenceOf(host: HostState, sight: Down, since: string, now: EpochMs): readonly Evidence[] {
  const newest = host.ping.tries.at(-1);
  const reading = `${READINGS[sight.failure] ?? sight.failure}, ${counted(sight.tries, "try", "tries")}${since}`;
  const found: Evidence[] = [
    toEvidence(sight.readAt, "GET /_ping", newest?.message ?? sight.failure, reading),
  ];
  const units = freshFact(host, "units", now);
  for (const unit of units?.fact.units ?? []) {
    if (!unit.name.startsWith("docker.") || units === undefined || units.at < sight.sinceAt) continue;
    const text = `ActiveState=${unit.activeState} SubState=${unit.subState} Result=${unit.result} NRestarts=${unit.restarts}`;
    found.push(toEvidence(units.at, `systemctl show ${unit.name}`, text, `${unit.name} ${unitText(unit)}`));
  }
  const socket = socketOf(host, now);
  if (socket !== undefined && socket.at >= sight.sinceAt) {
    const { path, exists, listens } = socket.reading;
    const word = exists ? (listens === true ? "listens" : "there, nobody listens") : "missing";
    found.push(toEvidence(socket.at, `stat ${path}`, socket.reading.mode ?? word, `${path} ${word}`));
  }
  const running = runningByShims(host, now, sight.sinceAt);
  const processesAt = host.facts.processes.last?.at;
  if (running !== undefined && processesAt !== undefined)
    found.push(
      toEvidence(
        processesAt,
        "ps containerd-shim",
        running.map(({ name, pid }) => `${pid} ${name}`).join("\n"),
        `${counted(running.length, "shim")} alive, their containers run on`,
      ),
    );
  const lines = linesWith(host, LAST_WORDS, sight.sinceAt - MINUTE_MS).slice(0, 6);
  return [...found, ...lines.map((line) => lineEvidence(line))];
}

function factsOf(
  host: HostState,
  sight: Down,
  symptom: Symptom | undefined,
  now: EpochMs,
): Record<string, string> {
  const unit = unitOf(host, "docker.service", now)?.reading;
  const socket = socketOf(host, now)?.reading;
  // A Foghorn that was started since never heard from this daemon: what it said before stands with the symptom.
  const { liveRestore, dataRoot } = host.info.lastGood
    ? {
        liveRestore: String(host.info.lastGood.reading.isLiveRestoreOn),
        dataRoot: host.info.lastGood.reading.dataRoot,
      }
    : (symptom?.facts ?? {});
  return {
    variant: sight.variant,
    unit: "docker.service",
    ...(socket && { path: socket.path }),
    ...(unit && { result: unit.result, restarts: String(unit.restarts) }),
    ...(liveRestore !== undefined && { liveRestore }),
    ...(dataRoot !== undefined && { dataRoot }),
  };
}
