import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { type Counted, judgeCounted } from "../shared/cgroups.ts";
import { freshFact } from "../shared/host-facts.ts";
import { settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { listedText, runOnText } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { percentText, toEvidence } from "../shared/text.ts";

// Above nine tenths the next burst fails; below four fifths it is over.
const LIMIT_RATIO = 0.9;
const LOWER_RATIO = 0.8;
// A fork that was refused is a fact for as long as a reader of the log would still call it now.
const REFUSED_MS = 5 * MINUTE_MS;

const HOST = "";

/** No process or thread can be made any more: in one container by its limit, or on the whole host, where dockerd stops as well. */
export const pidsExhausted: Mode = {
  id: "pids-exhausted",
  inputs: ["fact", "containers", "journal-line"],
  windows: {
    // Two readings: a compiler may touch its limit for a moment.
    raiseAfterMs: 10 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => [
    ...judgeHost(host, now, open),
    ...judgeCounted(
      host,
      now,
      open.filter(({ subject }) => subject !== HOST),
      (counted, isOpen) => judgeContainer(host, counted, isOpen, now),
    ),
  ],
};

function judgeContainer(
  host: HostState,
  { container, samples, newest }: Counted,
  isOpen: boolean,
  now: EpochMs,
): Judgement | undefined {
  const { pids = 0, pidsLimit, forksRefused = 0 } = newest.reading;
  if (pidsLimit === undefined || pidsLimit === 0) return undefined;
  const before = samples.find(({ at }) => now - at <= REFUSED_MS);
  const refused = forksRefused - (before?.reading.forksRefused ?? forksRefused);
  const ratio = pids / pidsLimit;
  const isFull = ratio > (isOpen ? LOWER_RATIO : LIMIT_RATIO);
  if (!isFull && refused <= 0) return undefined;
  const { id, name, image } = container;
  const lines = linesWith(host, ["fork-rejected"], now - REFUSED_MS).filter(
    ({ marked }) => marked.values[0] === id,
  );
  return {
    subject: name,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title: "No process number left",
    summary: `${name} uses ${pids} of the ${pidsLimit} processes and threads it may have${refused > 0 ? `; ${refused} more were refused` : ""}. It cannot fork, and so its health check and exec fail as well.`,
    readAt: newest.at,
    evidence: [
      toEvidence(
        newest.at,
        "cgroup pids",
        `pids.current ${pids}\npids.max ${pidsLimit}\npids.events max ${forksRefused}`,
        `${pids} of ${pidsLimit} pids${refused > 0 ? `, ${refused} forks refused` : ""}`,
      ),
      ...lines.slice(0, 2).map((line) => lineEvidence(line)),
    ],
    blast: {
      affected: [`Whatever ${name} has to start: workers, its health check, exec`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: { ...containerFacts(id, name, image), pids: String(pids), pidsLimit: String(pidsLimit) },
  };
}

/** The engine itself or the whole host: whoever wants to start anything is refused. */
function judgeHost(host: HostState, now: EpochMs, open: readonly Symptom[]): readonly Judgement[] {
  const fact = freshFact(host, "cgroups", now);
  const { tasks, tasksLimit } = fact?.fact.cgroups ?? {};
  const isOpen = open.some(({ subject }) => subject === HOST);
  const ratio = tasks !== undefined && tasksLimit !== undefined ? tasks / tasksLimit : undefined;
  const isFull = ratio !== undefined && ratio > (isOpen ? LOWER_RATIO : LIMIT_RATIO);
  // A container that is refused says so in the same words through dockerd: only what dockerd and containerd start counts.
  const lines = linesWith(host, ["engine-cannot-fork"], now - REFUSED_MS).filter(
    ({ line }) => !/OCI runtime exec|Health check/.test(line.text),
  );
  const newest = lines[0];
  if (!isFull && newest === undefined) {
    if (fact === undefined)
      return settled(open, HOST, host.streams.journal.isOpen ? "passing" : "unknown", now);
    return settled(open, HOST, "passing", fact.at);
  }
  const evidence: Evidence[] = lines.slice(0, 3).map((line) => lineEvidence(line));
  if (fact !== undefined && ratio !== undefined)
    evidence.unshift(
      toEvidence(
        fact.at,
        "/proc/loadavg",
        `${tasks} tasks, limit ${tasksLimit}`,
        `${tasks} of ${tasksLimit} tasks (${percentText(ratio)})`,
      ),
    );
  return [
    {
      subject: HOST,
      verdict: "failing",
      severity: "page",
      part: "kernel",
      title: "No process number left",
      summary: `${isFull ? "The host has hardly a process number left" : "The engine could not start a process or a thread"}: no container can be started, and what runs cannot fork.`,
      readAt: Math.max(newest?.line.sourceAt ?? 0, isFull ? (fact?.at ?? 0) : 0),
      ...(newest !== undefined && { sinceAt: lines.at(-1)?.line.sourceAt ?? now }),
      evidence,
      blast: {
        affected: ["Starts, execs and health checks of all containers"],
        parts: ["dockerd", "shims"],
        notAffected: runOnText(host, now),
      },
      facts: {},
    },
  ];
}
