import type { ContainerHappening, DaemonHistory, HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { daemonFacts, eachDaemon, type RunningDaemon } from "../shared/each-daemon.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { listedText } from "../shared/running.ts";
import { newestMoment, newestStretch } from "../shared/stretch.ts";
import { counted, percentText, toEvidence } from "../shared/text.ts";

// Of one processor: idle it takes a hundredth of that.
const LIMIT_RATIO = 0.8;
// Over as soon as the last seconds are this quiet.
const LOWER_RATIO = 0.3;
// Three starts or deaths a minute are a loop's, not a deploy's.
const BUSY_STARTS = 6;
const STARTS_MS = 2 * MINUTE_MS;

/** dockerd or containerd uses up a processor: something asks it without end, or writes through it. */
export const daemonCpuHigh: Mode = {
  id: "daemon-cpu-high",
  inputs: ["fact"],
  windows: {
    // The catalogue's ten minutes: pulls and builds are work, and over sooner.
    raiseAfterMs: 10 * MINUTE_MS,
    raiseAfterReadings: 10,
    clearAfterMs: 2 * MINUTE_MS,
    clearAfterReadings: 4,
  },
  judge: eachDaemon(judgeOne),
};

function judgeOne(
  running: RunningDaemon,
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
): readonly Judgement[] {
  const { daemon, history } = running;
  const stretch = newestStretch(history.cpu, now);
  // A new process has no minute behind it yet.
  if (stretch === undefined) return settled(open, daemon, "unknown", now);
  const { first, last, overMs } = stretch;
  const usedMs = last.cpuMs - first.cpuMs;
  const ratio = usedMs / overMs;
  const isOver =
    openOf(open, daemon) === undefined
      ? ratio <= LIMIT_RATIO
      : shareOf(newestMoment(history.cpu)) <= LOWER_RATIO;
  if (isOver) return settled(open, daemon, "passing", last.at);
  return [
    {
      subject: daemon,
      verdict: "failing",
      severity: "ticket",
      part: daemon,
      title: `${daemon} busy`,
      summary: `${daemon} uses ${percentText(ratio)} of a processor. ${whyOf(host.happenings, now)}`,
      readAt: last.at,
      evidence: [
        toEvidence(
          last.at,
          `/proc/${history.pid}/stat`,
          `utime + stime +${Math.round(usedMs)} ms in ${Math.round(overMs / 1_000)} s`,
          `${percentText(ratio)} of a processor, limit ${percentText(LIMIT_RATIO)}`,
        ),
      ],
      blast: {
        affected: ["Calls, starts and logs that go through it take longer"],
        parts: [],
        notAffected: listedText(host, now),
      },
      facts: daemonFacts(running),
    },
  ];
}

const shareOf = (moment: ReturnType<typeof newestMoment<DaemonHistory["cpu"][number]>>): number =>
  moment === undefined ? 1 : (moment.last.cpuMs - moment.first.cpuMs) / moment.overMs;

/** What the events alone can tell; log volume and health probes leave none. */
function whyOf(happenings: readonly ContainerHappening[], now: EpochMs): string {
  const lives = happenings.filter(({ at, action }) => now - at <= STARTS_MS && action === "start").length;
  return lives >= BUSY_STARTS
    ? `${counted(lives, "container start")} in the last two minutes: a loop of starts, or a large deploy.`
    : "No loop of starts: mostly containers that write much to their log, tight health probes, or a client that asks without end.";
}
