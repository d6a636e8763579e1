import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { freshFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { isFailure } from "../shared/log-mode.ts";
import { runOnText } from "../shared/running.ts";
import { bytesText, percentText, toEvidence } from "../shared/text.ts";

// The kernel's word is a fact; one that was killed is missed for as long as anybody looks.
const KILL_SHOWN_MS = 10 * MINUTE_MS;
// Below a twentieth the next burst is killed for; above a twelfth there is room again.
const LOW_RATIO = 0.05;
const LOW_UNTIL_RATIO = 0.08;
const LOW_FOR_MS = 3 * MINUTE_MS;
const ENGINE = /^(?:dockerd|docker|containerd)/;

/** The whole host is out of memory and the kernel chose whom to kill: a container's limit has nothing to do with it. */
export const hostOom: Mode = {
  id: "host-oom",
  inputs: ["journal-line", "fact"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const lines = linesWith(
      host,
      ["global-oom", "engine-oom", "engine-asks-for-memory"],
      now - KILL_SHOWN_MS,
    ).filter(isFailure);
    if (lines.length > 0) return [judgeKill(host, lines, now)];
    return judgeLow(host, now, open);
  },
};

function judgeKill(host: HostState, lines: readonly FoundLine[], now: EpochMs): Judgement {
  const victims = [...new Set(lines.flatMap(({ marked: { values } }) => (values[1] ? [values[1]] : [])))];
  const isEngine =
    victims.some((victim) => ENGINE.test(victim)) ||
    lines.some(({ marked, line }) => marked.signature.id === "engine-oom" && line.unit === "systemd");
  const killed = victims.length === 0 ? "a process" : victims.slice(0, 3).join(", ");
  const newest = lines[0];
  return {
    subject: "",
    verdict: "failing",
    variant: isEngine ? "engine" : "process",
    severity: "page",
    part: "kernel",
    title: "Host out of memory",
    summary: `The kernel had no memory left and killed ${killed}. It was the host's memory that was used up, not a container's limit.${isEngine ? " The engine itself was among what was killed." : ""}`,
    readAt: Math.min(newest?.line.sourceAt ?? now, now),
    sinceAt: lines.at(-1)?.line.sourceAt ?? now,
    evidence: lines.slice(0, 4).map((line) => lineEvidence(line)),
    blast: {
      affected: [isEngine ? "The engine: calls fail until it is back" : `What was killed: ${killed}`],
      parts: isEngine ? ["dockerd", "containerd"] : ["ctrs"],
      notAffected: runOnText(host, now),
    },
    facts: { killed },
  };
}

/** Before it happens: hardly any memory is left. */
function judgeLow(host: HostState, now: EpochMs, open: readonly Symptom[]): readonly Judgement[] {
  const fact = freshFact(host, "pressure", now);
  const known = openOf(open, "");
  if (fact === undefined)
    return settled(
      open,
      "",
      host.streams.journal.isOpen && known?.variant !== "low" ? "passing" : "unknown",
      now,
    );
  const { memoryAvailableBytes: free, memoryTotalBytes: total } = fact.fact.pressure;
  const limit = known?.variant === "low" ? LOW_UNTIL_RATIO : LOW_RATIO;
  if (total <= 0 || free / total >= limit) return settled(open, "", "passing", fact.at);
  const reading = `${bytesText(free)} of ${bytesText(total)} free (${percentText(free / total)})`;
  return [
    {
      subject: "",
      verdict: "failing",
      variant: "low",
      severity: "ticket",
      part: "kernel",
      title: "Host nearly out of memory",
      summary: `Of the host's memory ${percentText(free / total)} is left. When it is gone the kernel kills whom it likes, and that may be the engine.`,
      readAt: fact.at,
      evidence: [toEvidence(fact.at, "/proc/meminfo", reading, reading)],
      blast: { affected: ["Whatever needs memory next"], parts: [], notAffected: runOnText(host, now) },
      facts: {},
      raiseAfterMs: LOW_FOR_MS,
    },
  ];
}
