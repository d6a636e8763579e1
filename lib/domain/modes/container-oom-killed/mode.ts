import type { HostState } from "../../host-state.ts";
import { type ContainerId, isContainerId, shortId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { freshList, listedText, nameOf } from "../shared/running.ts";
import { serviceOf } from "../shared/services.ts";
import { counted, toEvidence } from "../shared/text.ts";

const CLEAR_AFTER_MS = 30 * MINUTE_MS;
const STORM_WINDOW_MS = 10 * MINUTE_MS;
const STORM_ON_HOST = 3;
const STORM_OF_SERVICE = 2;
// The kernel writes several lines for one kill, and cgroup v1 may report it twice.
const SAME_KILL_MS = 2 * SECOND_MS;
// A container that is killed once a minute is not well in between: a minute, or twice its rhythm up to 150 s.
const SHORTEST_CALM_MS = MINUTE_MS;
const LONGEST_CALM_MS = 150 * SECOND_MS;

/**
 * The kernel killed something in a container for its memory limit. Counted from `oom` events and kernel
 * lines, never from State.OOMKilled: that misses a killed child on 20.10 and sticks on newer engines.
 */
export const containerOomKilled: Mode = {
  id: "container-oom-killed",
  inputs: ["docker-event", "journal-line", "containers"],
  windows: {
    // One kill is a fact; there is nothing to wait for.
    raiseAfterMs: 0,
    raiseAfterReadings: 1,
    clearAfterMs: CLEAR_AFTER_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    const listed = new Map(list?.map((container) => [container.id, container]));
    const kills = killsOf(host, now);
    const judgements: Judgement[] = [];
    const judged = new Set<string>();
    for (const [id, times] of kills) {
      const container = listed.get(id);
      const name = container?.name ?? nameOf(host, id);
      const lastAt = times.at(-1) ?? now;
      // Removed since, also where the daemon is down by now: whoever is open under that name is judged below.
      const wasListed = host.containers.lastGood?.reading.some((known) => known.id === id);
      if (wasListed === false && !host.lives.has(id)) continue;
      judged.add(name);
      if (isCalm(host, container, id, times, now)) judgements.push(...calm(open, host, name, lastAt, now));
      else judgements.push(judgeKill(host, id, name, container, times, kills, now));
    }
    for (const { subject, lastSeenAt } of open) {
      if (judged.has(subject)) continue;
      const exists = list?.some(({ name }) => name === subject);
      if (exists === true) judgements.push(...calm(open, host, subject, lastSeenAt, now));
      else judgements.push(...settled(open, subject, exists === false ? "gone" : "unknown", now));
    }
    return judgements;
  },
};

type Kills = ReadonlyMap<ContainerId, readonly EpochMs[]>;

/** Times of kills per container within the last 30 min, oldest first, each kill once. */
export function killsOf(host: HostState, now: EpochMs): Kills {
  const found = new Map<ContainerId, EpochMs[]>();
  const add = (id: ContainerId, at: EpochMs) => {
    const times = found.get(id) ?? [];
    if (times.some((known) => Math.abs(known - at) < SAME_KILL_MS)) return;
    found.set(
      id,
      [...times, at].sort((a, b) => a - b),
    );
  };
  for (const life of host.lives.values())
    for (const at of life.oomsAt) if (now - at <= CLEAR_AFTER_MS) add(life.id, at);
  for (const { line, marked } of kernelLines(host, now)) {
    const id = marked.values[0] ?? "";
    // A kernel log may be shared with other hosts: only containers this daemon listed are its own.
    if (isContainerId(id) && (host.names.has(id) || host.lives.has(id)))
      add(id, Math.min(line.sourceAt, now));
  }
  return found;
}

const kernelLines = (host: HostState, now: EpochMs): readonly FoundLine[] =>
  linesWith(host, ["memory-cgroup-kill"], now - CLEAR_AFTER_MS);

function isCalm(
  host: HostState,
  container: ContainerReading | undefined,
  id: ContainerId,
  times: readonly EpochMs[],
  now: EpochMs,
): boolean {
  const lastAt = times.at(-1) ?? now;
  const beforeAt = times.at(-2);
  const rhythmMs = beforeAt === undefined ? 0 : 2 * (lastAt - beforeAt);
  const calmMs = Math.min(LONGEST_CALM_MS, Math.max(SHORTEST_CALM_MS, rhythmMs));
  if (now - lastAt < calmMs) return false;
  if (now - lastAt >= CLEAR_AFTER_MS) return true;
  if (container === undefined) return false;
  if (container.state === "running" || container.state === "paused") return true;
  // Down since the kill: only a stop that somebody asked for makes that right.
  const life = host.lives.get(id);
  const death = life?.deaths.at(-1);
  return life?.stopAskedAt !== undefined || death?.isPlanned === true || container.state === "created";
}

function calm(
  open: Parameters<typeof settled>[0],
  host: HostState,
  subject: string,
  lastAt: EpochMs,
  now: EpochMs,
): readonly Judgement[] {
  const readAt = host.containers.lastGood?.at ?? now;
  // The clear condition counts from the last kill, not from the first calm reading.
  const isOver = now - lastAt >= CLEAR_AFTER_MS;
  return settled(open, subject, "passing", readAt).map((judgement) => ({
    ...judgement,
    clearAfterMs: isOver ? 0 : Number.POSITIVE_INFINITY,
  }));
}

function judgeKill(
  host: HostState,
  id: ContainerId,
  name: string,
  container: ContainerReading | undefined,
  times: readonly EpochMs[],
  kills: Kills,
  now: EpochMs,
): Judgement {
  const lastAt = times.at(-1) ?? now;
  const recent = times.filter((at) => now - at <= STORM_WINDOW_MS);
  const onHost = [...kills.values()].flat().filter((at) => now - at <= STORM_WINDOW_MS).length;
  const ofService = killsOfService(host, container ?? { name }, kills, now);
  const isStorm = onHost >= STORM_ON_HOST || ofService >= STORM_OF_SERVICE;
  const limit = limitText(host, id);
  const death = host.lives.get(id)?.deaths.findLast(({ at }) => at >= lastAt - SAME_KILL_MS);
  // The death follows the kill by a moment: before that nobody knows which it is.
  const outcome =
    death === undefined && now - lastAt < SAME_KILL_MS
      ? ""
      : `; ${outcomeOf(container, death !== undefined)}`;
  return {
    subject: name,
    verdict: "failing",
    severity: isStorm ? "page" : "ticket",
    part: "ctrs",
    title: isStorm ? "OOM kills, a storm" : "OOM kill",
    summary: `The kernel killed a process of ${name} for its memory limit${limit ? ` of ${limit}` : ""}, ${counted(recent.length, "time")} in 10 min${outcome}.`,
    readAt: lastAt,
    sinceAt: times[0] ?? lastAt,
    evidence: evidenceOf(host, id, times, limit, death?.exitCode, now),
    blast: {
      affected: [`${name} and what calls it`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: {
      container: name,
      containerId: id,
      shortId: shortId(id),
      kills: String(recent.length),
      ...(limit && { memoryLimit: limit }),
      ...(container && { image: container.image }),
    },
  };
}

function outcomeOf(container: ContainerReading | undefined, died: boolean): string {
  // A killed child leaves the container running, and inspect of older engines says nothing of it.
  if (!died) return "the container itself went on";
  if (container?.state === "running" || container?.state === "restarting")
    return "the container died and was started again";
  return "the container died and was not started again";
}

function killsOfService(
  host: HostState,
  container: Pick<ContainerReading, "name" | "project" | "service">,
  kills: Kills,
  now: EpochMs,
): number {
  const service = serviceOf(container);
  const byId = new Map(host.containers.lastGood?.reading.map((known) => [known.id, known]));
  let count = 0;
  for (const [id, times] of kills) {
    const other = byId.get(id) ?? { name: nameOf(host, id) };
    if (serviceOf(other) === service) count += times.filter((at) => now - at <= STORM_WINDOW_MS).length;
  }
  return count;
}

const limitText = (host: HostState, id: ContainerId): string | undefined => {
  const bytes = host.inspects.get(id)?.lastGood?.reading.memoryLimitBytes ?? 0;
  return bytes > 0 ? `${Math.round(bytes / 1_048_576)} MiB` : undefined;
};

function evidenceOf(
  host: HostState,
  id: ContainerId,
  times: readonly EpochMs[],
  limit: string | undefined,
  exitCode: number | undefined,
  now: EpochMs,
): readonly Evidence[] {
  const lastAt = times.at(-1) ?? now;
  const exit = exitCode === undefined ? "" : `, exit ${exitCode}`;
  const text = times.map((at) => `${new Date(at).toISOString()} container oom`).join("\n");
  const lines = kernelLines(host, now).filter(({ marked }) => marked.values[0] === id);
  return [
    toEvidence(
      lastAt,
      "docker events",
      text,
      `${counted(times.length, "OOM kill")}${exit}${limit ? `; limit ${limit}` : ""}`,
    ),
    ...lines.slice(0, 3).map((line) => lineEvidence(line)),
  ];
}
