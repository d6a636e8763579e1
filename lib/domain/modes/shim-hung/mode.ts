import type { ProcessReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import { type ContainerId, isContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshFact, isShim } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { isFailure } from "../shared/log-mode.ts";
import { listedText, nameOf } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { toEvidence } from "../shared/text.ts";

// A line about a call that was given up is news for as long as somebody would try it again.
const LINES_MS = 5 * MINUTE_MS;
const ID = /\b[0-9a-f]{64}\b/;

/**
 * The process that holds one container does not run: whatever asks it (top, stats, exec, stop) waits, while lists and
 * inspects, which dockerd answers from memory, come back.
 */
export const shimHung: Mode = {
  id: "shim-hung",
  inputs: ["fact", "journal-line"],
  windows: {
    // Two readings: a debugger may hold it for a moment.
    raiseAfterMs: 4 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const fact = freshFact(host, "processes", now);
    const judged = new Map<string, Judgement>();
    for (const process of fact?.fact.processes ?? []) {
      if (!isShim(process) || !/^t/i.test(process.state) || process.containerId === undefined) continue;
      const judgement = judgeStopped(host, process, process.containerId, fact?.at ?? now, now);
      judged.set(judgement.subject, judgement);
    }
    for (const found of linesWith(host, ["shim-late"], now - LINES_MS).filter(isFailure)) {
      const judgement = judgeLate(host, found, now);
      if (!judged.has(judgement.subject)) judged.set(judgement.subject, judgement);
    }
    const rest = open.filter(({ subject }) => !judged.has(subject));
    const canSay = fact !== undefined || host.streams.journal.isOpen;
    return [
      ...judged.values(),
      ...rest.flatMap(({ subject }) =>
        settled(open, subject, canSay ? "passing" : "unknown", fact?.at ?? now),
      ),
    ];
  },
};

function judgeStopped(
  host: HostState,
  { pid, state, command }: ProcessReading,
  id: ContainerId,
  at: EpochMs,
  now: EpochMs,
): Judgement {
  const name = nameOf(host, id);
  const reading = `${command} pid ${pid}, state ${state}`;
  return {
    ...words(host, name, id, now),
    variant: "stopped",
    summary: `The shim of ${name} is stopped (state ${state}): somebody sent SIGSTOP, or a debugger or a frozen cgroup holds it. Its program runs on; top, stats, exec and stop of it wait.`,
    readAt: at,
    evidence: [toEvidence(at, "ps containerd-shim", reading, reading)],
    facts: { ...containerFacts(id, name, host.names.get(id)?.image), pid: String(pid), processState: state },
  };
}

/** No process says why: somebody waited for a shim and gave up. */
function judgeLate(host: HostState, found: FoundLine, now: EpochMs): Judgement {
  const text = ID.exec(found.line.text)?.[0] ?? "";
  const id = isContainerId(text) ? text : undefined;
  const name = id === undefined ? "" : nameOf(host, id);
  return {
    ...words(host, name, id, now),
    variant: "late",
    summary: `The engine asked the shim of ${name === "" ? "a container" : name} and gave up waiting. Stop, exec and stats of it hang; others answer.`,
    readAt: Math.min(found.line.sourceAt, now),
    evidence: [lineEvidence(found)],
    facts: id === undefined ? {} : containerFacts(id, name, host.names.get(id)?.image),
    raiseAfterMs: 0,
  };
}

type Words = Pick<Judgement, "subject" | "verdict" | "severity" | "part" | "title" | "blast">;

const words = (host: HostState, name: string, id: ContainerId | undefined, now: EpochMs): Words => ({
  subject: name,
  verdict: "failing",
  severity: "ticket",
  part: "shims",
  title: "Shim hung",
  blast: {
    affected: [`top, stats, exec and stop of ${name === "" ? "the container" : name} wait`],
    parts: id === undefined ? [] : ["ctrs"],
    notAffected: listedText(host, now, name),
  },
});
