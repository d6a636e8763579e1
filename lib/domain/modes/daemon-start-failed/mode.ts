import type { FactName } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { configVerdict } from "../shared/config-verdict.ts";
import { isDiskFullForStart } from "../shared/disk.ts";
import { isRetriedBySystemd, sightOfEngine } from "../shared/engine-sight.ts";
import { isInMotion, unitOf } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { STOPS_THE_START } from "../shared/relations.ts";
import { blastOfStart, START_MODE } from "../shared/start-cause.ts";
import { asLongAsDaemonDown } from "../shared/start-cause-mode.ts";
import { startFailure } from "../shared/start-failure.ts";
import { cameUpAt, lastWordsOf } from "../shared/start-words.ts";

// daemon.json is read every 4 s, the units every 2 s, the journal as it comes: by then each cause has had its say.
const OTHERS_SPEAK_FIRST_MS = 5 * SECOND_MS;
const SPEAKERS = ["config-file", "units", "unit-files", "disk"] as const satisfies readonly FactName[];
const LINES_COME_MS = SECOND_MS;

// systemd is at work on it and may yet succeed: no sooner than the daemon that is down.
const RAISE_IN_MOTION_AFTER_MS = 30 * SECOND_MS;

/** The start failed and nothing says why: the honest fallback. Never beside a cause that was found. */
export const daemonStartFailed: Mode = {
  id: "daemon-start-failed",
  ...START_MODE,
  judge: (host, now, open) => {
    const sight = sightOfEngine(host, now);
    if (sight.kind === "answers") return settled(open, "", "passing", sight.readAt).map(asLongAsDaemonDown);
    if (sight.kind === "down" && cameUpAt(host) !== undefined)
      return settled(open, "", "passing", sight.readAt).map(asLongAsDaemonDown);
    if (sight.kind !== "down") return settled(open, "", "unknown", sight.readAt);
    if (isCauseKnown(host, now)) return settled(open, "", "gone", sight.readAt);
    const failure = startFailure(host, now, sight);
    if (failure === undefined) return settled(open, "", "unknown", sight.readAt);
    const isEarly =
      now - Math.max(failure.at, sight.sinceAt) < OTHERS_SPEAK_FIRST_MS &&
      !haveOthersSpoken(host, failure.at, now);
    if ((isEarly || isAskedAnew(host, now)) && open.length === 0) return [];
    return [
      {
        subject: "",
        verdict: "failing",
        variant: STOPS_THE_START,
        severity: "page",
        part: "dockerd",
        title: "dockerd does not start, cause not found yet",
        summary:
          "A start of docker.service failed, and no line, file or disk that Foghorn reads says why. Its last words in the journal are the next place to look.",
        readAt: sight.readAt,
        sinceAt: failure.at,
        evidence: failure.evidence,
        blast: blastOfStart(host, { isDown: true }, now),
        facts: { unit: "docker.service" },
        ...(isRetried(host, now) && { raiseAfterMs: RAISE_IN_MOTION_AFTER_MS }),
      },
    ];
  },
};

/**
 * Of a start that failed a while before Foghorn looked, the first readings and the lines that follow when the log is
 * opened are all that is to come.
 */
function haveOthersSpoken(host: HostState, failedAt: EpochMs, now: EpochMs): boolean {
  const { journal } = host.streams;
  const isLogRead = journal.isOpen ? now - journal.changedAt >= LINES_COME_MS : journal.reason !== undefined;
  const areFactsRead = SPEAKERS.every((name) => {
    const { last, missing } = host.facts[name];
    return last !== undefined || missing !== undefined;
  });
  const isOld = failedAt < host.startedAt && now - failedAt >= OTHERS_SPEAK_FIRST_MS;
  return isOld && isLogRead && areFactsRead;
}

/** Somebody started it since what failed: until that fails as well it is history. */
function isAskedAnew(host: HostState, now: EpochMs): boolean {
  const unit = unitOf(host, "docker.service", now)?.reading;
  const isStarting = unit?.activeState === "activating" && unit.subState.startsWith("start");
  return isStarting && !isRetriedBySystemd(unit);
}

function isRetried(host: HostState, now: EpochMs): boolean {
  const unit = unitOf(host, "docker.service", now)?.reading;
  return unit !== undefined && isInMotion(unit);
}

function isCauseKnown(host: HostState, now: EpochMs): boolean {
  if (lastWordsOf(host) !== undefined || isDiskFullForStart(host, now)) return true;
  return configVerdict(host, now)?.findings.some(({ stopsTheStart }) => stopsTheStart) === true;
}
