import type { HostState, ProbeTry } from "../../host-state.ts";
import { type ContainerId, shortId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { countedSince } from "../shared/counted-since.ts";
import { quickPingBeside, sightOfEngine } from "../shared/engine-sight.ts";
import { freshFact, isShim } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { freshList, listedText, nameOf } from "../shared/running.ts";
import { counted, durationText, silenceText, toEvidence } from "../shared/text.ts";

// Inspects go round: each container has its turn seldom, and a hung one is asked no more often than it must.
const INSPECT_FRESH_MS = 2 * MINUTE_MS;
const BUSY_MS = 10 * SECOND_MS;
const STARTED_MS = 2 * SECOND_MS;
// Others wait as well: one silence may be the machine's.
const SLOW_MS = SECOND_MS;

/** Calls for one container never come back while all others do: somebody holds its lock. */
export const containerLockHung: Mode = {
  id: "container-lock-hung",
  inputs: ["inspect", "containers", "docker-event"],
  windows: {
    // The same id silent twice, while the control answered both times.
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 2,
    // One answer proves that the lock is free; the wait only keeps a flapping one from flickering.
    clearAfterMs: 10 * SECOND_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const judgements: Judgement[] = [];
    const engine = sightOfEngine(host, now);
    const judged = new Set<string>();
    for (const [id, history] of host.inspects) {
      const newest = history.tries.at(-1);
      if (newest === undefined || now - newest.at > INSPECT_FRESH_MS) continue;
      // Nearly all answer and have no symptom: nothing to say of them.
      if (newest.ok && open.length === 0) continue;
      const subject = nameOf(host, id);
      if (newest.ok) {
        if (openOf(open, subject) === undefined) continue;
        judged.add(subject);
        const reading = `inspect answers in ${durationText(newest.durationMs)}`;
        const evidence = toEvidence(newest.at, "GET /containers/{id}/json", "200", reading);
        judgements.push(...settled(open, subject, "passing", newest.at, [evidence]));
        continue;
      }
      if (newest.failure !== "timeout") continue;
      if (isRemoved(host, id)) continue;
      const control = quickPingBeside(host, newest) && controlFor(host, id, newest);
      if (control === undefined || engine.kind !== "answers") continue;
      const isFirst = history.failedTries === 1;
      if (isFirst && (control.durationMs >= SLOW_MS || isComingOrGoing(host, id, newest))) continue;
      judged.add(subject);
      judgements.push(
        judgeHung(host, id, subject, newest, control, countedSince(host, openOf(open, subject)), now),
      );
    }
    return [...judgements, ...restOf(host, open, judged, now)];
  },
};

const isRemoved = ({ happenings }: HostState, id: ContainerId): boolean =>
  happenings.some((each) => each.id === id && each.action === "destroy");

/**
 * A container that starts, ends or is removed holds its own lock for as long as that takes on a busy host.
 * A start has let go of it when its event comes; an end begins with its event.
 */
function isComingOrGoing(
  { lives, containers }: HostState,
  id: ContainerId,
  { at, durationMs }: ProbeTry,
): boolean {
  const life = lives.get(id);
  const askedAt = at - durationMs;
  const listed = containers.lastGood?.reading.find((each) => each.id === id);
  if (listed === undefined) return true;
  // Made a moment ago: its start is under way until the event of it comes.
  if (life?.startedAt === undefined && listed.createdAt >= askedAt - BUSY_MS) return true;
  const within = (moment: EpochMs | undefined, beforeMs: EpochMs): boolean =>
    moment !== undefined && moment >= askedAt - beforeMs && moment <= at + BUSY_MS;
  return (
    within(life?.startedAt, STARTED_MS) ||
    within(life?.stopAskedAt, BUSY_MS) ||
    within(life?.deaths.at(-1)?.at, BUSY_MS)
  );
}

/** Open ones that no inspect speaks of now: gone with their container, or out of sight. */
function restOf(
  host: HostState,
  open: readonly Symptom[],
  judged: ReadonlySet<string>,
  now: EpochMs,
): readonly Judgement[] {
  const list = freshList(host, now);
  return open
    .filter(({ subject }) => !judged.has(subject))
    .flatMap(({ subject }) => {
      const isGone = list !== undefined && !list.some(({ name }) => name === subject);
      return settled(open, subject, isGone ? "gone" : "unknown", now);
    });
}

/** Another call of the same kind that was answered while this one waited. */
function controlFor(host: HostState, id: ContainerId, silent: ProbeTry): ProbeTry | undefined {
  const from = silent.at - silent.durationMs;
  const answered = (tried: ProbeTry | undefined): tried is ProbeTry => tried?.ok === true && tried.at >= from;
  const list = host.containers.tries.findLast(answered);
  if (list !== undefined) return list;
  for (const [other, history] of host.inspects) {
    const newest = history.tries.at(-1);
    if (other !== id && answered(newest)) return newest;
  }
  return undefined;
}

function judgeHung(
  host: HostState,
  id: ContainerId,
  subject: string,
  silent: ProbeTry,
  control: ProbeTry,
  since: string,
  now: EpochMs,
): Judgement {
  const history = host.inspects.get(id);
  const first = history?.tries.find(({ at }) => at === history.failingSinceAt) ?? silent;
  const shim = freshFact(host, "processes", now)?.fact.processes.find(
    (process) => isShim(process) && process.containerId === id,
  );
  const isStopped = shim?.state.toUpperCase().startsWith("T") === true;
  return {
    subject,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title: "Container calls hang",
    summary: `Nobody can stop, start or look into ${subject}; all other containers answer. An operation on it never ended and holds its lock: inspect of it does not come back${isStopped ? "; its shim is stopped (state T)" : ""}.`,
    readAt: silent.at,
    sinceAt: first.at - first.durationMs,
    evidence: evidenceOf(host, id, silent, control, since, now),
    blast: {
      affected: [`Every call for ${subject}: inspect, stop, rm, exec; each one more waits as well`],
      parts: [],
      notAffected: ["dockerd and the calls for all other containers", ...listedText(host, now, subject)],
    },
    facts: {
      container: subject,
      containerId: id,
      shortId: shortId(id),
      ...(shim && { shimPid: String(shim.pid), shimState: shim.state }),
      ...(history?.lastGood && { pid: String(history.lastGood.reading.pid) }),
    },
  };
}

function evidenceOf(
  host: HostState,
  id: ContainerId,
  silent: ProbeTry,
  control: ProbeTry,
  since: string,
  now: EpochMs,
): readonly Evidence[] {
  const times = host.inspects.get(id)?.tries.filter(({ failure }) => failure === "timeout").length ?? 1;
  const found: Evidence[] = [
    toEvidence(
      silent.at,
      "GET /containers/{id}/json",
      silent.message ?? "timeout",
      `inspect ${silenceText(silent.durationMs)}, ${counted(times, "time")}${since}`,
    ),
    toEvidence(control.at, "control call", "200", `others answer in ${durationText(control.durationMs)}`),
  ];
  const fact = freshFact(host, "processes", now);
  const shim = fact?.fact.processes.find((process) => isShim(process) && process.containerId === id);
  if (fact !== undefined && shim !== undefined) {
    const reading = `shim pid ${shim.pid}, state ${shim.state}${shim.waitChannel ? `, ${shim.waitChannel}` : ""}`;
    found.push(toEvidence(fact.at, "ps containerd-shim", reading, reading));
  }
  const asked = host.happenings.findLast(
    (happening) => happening.id === id && ["kill", "stop", "pause", "restart"].includes(happening.action),
  );
  if (asked !== undefined)
    found.push(
      toEvidence(
        asked.sourceAt,
        "docker event",
        `container ${asked.action} ${asked.name}`,
        `${asked.action} was asked for`,
      ),
    );
  return [
    ...found,
    ...linesWith(host, ["kill-without-exit"], silent.at - 5 * MINUTE_MS)
      .slice(0, 2)
      .map((line) => lineEvidence(line)),
  ];
}
