import type { ContainerLife, HostState } from "../../host-state.ts";
import { type ContainerId, shortId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Severity } from "../../severity.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { settled } from "../shared/judgement.ts";
import { freshList, listedText, nameOf, withoutAge } from "../shared/running.ts";
import { serviceOf } from "../shared/services.ts";
import { counted, durationText, toEvidence } from "../shared/text.ts";
import { nextTryText } from "./next-try.ts";
import type { Story } from "./story.ts";

// Three in 5 min: restarts begin 100 ms apart and double, so a real loop gets here within a second; and at
// the longest delay of 60 s there are still five in the window, so it never seems cured between two tries.
const LOOP_DEATHS = 3;
const LOOP_WINDOW_MS = 5 * MINUTE_MS;
const COUNT_DELTA = 3;
const COUNT_WINDOW_MS = 10 * MINUTE_MS;
// A life three times as long as those before it is a sign of recovery; below 5 s it is none.
const LONGER_LIFE = 3;
const SHORTEST_CALM_MS = 5 * SECOND_MS;
const CLEAR_AFTER_MS = 10 * MINUTE_MS;
// A mass loop: three services, or a fifth of what runs and at least five.
const MASS_SERVICES = 3;
const MASS_CONTAINERS = 5;
const MASS_RATIO = 0.2;

/** A container dies again and again and Docker starts it again and again. What people asked for does not count. */
export const containerRestartLoop: Mode = {
  id: "container-restart-loop",
  inputs: ["docker-event", "containers", "inspect"],
  windows: {
    // Three deaths are the debounce; a list that says "restarting" still waits for a second reading.
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: CLEAR_AFTER_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const list = freshList(host, now);
    const listed = new Map(list?.map((container) => [container.id, container]));
    const stories: Story[] = [];
    for (const id of candidates(host, listed, new Set(open.map(({ subject }) => subject)), now))
      stories.push(storyOf(host, id, listed.get(id), now));
    const loops = stories.filter(({ verdict }) => verdict === "failing");
    const severity = severityOf(host, loops);
    const judgements = stories.flatMap((story) =>
      story.verdict === "failing"
        ? [judgeLoop(host, story, severity, now)]
        : story.verdict === "passing"
          ? settled(open, story.name, "passing", story.readAt, calmEvidence(story)).map((judgement) => ({
              ...judgement,
              clearAfterMs: Math.max(CLEAR_AFTER_MS, LONGER_LIFE * story.longestLifeMs),
            }))
          : [],
    );
    const known = new Set(stories.map(({ name }) => name));
    const rest = open.filter(({ subject }) => !known.has(subject));
    const verdict = list === undefined ? "unknown" : "gone";
    return [...judgements, ...rest.flatMap(({ subject }) => settled(open, subject, verdict, now))];
  },
};

/** Only what died lately, restarts now or has an open symptom: a thousand calm containers cost nothing. */
function candidates(
  host: HostState,
  listed: ReadonlyMap<ContainerId, ContainerReading>,
  open: ReadonlySet<string>,
  now: EpochMs,
): ReadonlySet<ContainerId> {
  const ids = new Set<ContainerId>();
  for (const { id, name, state } of listed.values())
    if (state === "restarting" || open.has(name)) ids.add(id);
  const listAt = host.containers.lastGood?.at ?? 0;
  for (const life of host.lives.values()) {
    const lastAt = Math.max(life.deaths.at(-1)?.at ?? 0, life.startedAt ?? 0);
    // Not in a list made later: removed without a word.
    if (listed.size > 0 && !listed.has(life.id) && listAt > lastAt) continue;
    const died = life.deaths.some(({ at }) => now - at <= LOOP_WINDOW_MS);
    if (died || countDelta(life, now) >= COUNT_DELTA) ids.add(life.id);
  }
  return ids;
}

function storyOf(
  host: HostState,
  id: ContainerId,
  container: ContainerReading | undefined,
  now: EpochMs,
): Story {
  const life = host.lives.get(id);
  const inspect = host.inspects.get(id)?.lastGood?.reading;
  const all = life?.deaths ?? [];
  const deaths = all.filter(({ at, isPlanned }) => !isPlanned && now - at <= LOOP_WINDOW_MS);
  const longestLifeMs = Math.max(0, ...deaths.map(({ livedMs }) => livedMs ?? 0));
  const listAt = host.containers.lastGood?.at ?? now;
  const lastDeath = all.at(-1);
  const lastRise = (life?.restartCounts.length ?? 0) > 1 ? life?.restartCounts.at(-1)?.at : undefined;
  const lastDeathAt = Math.max(lastDeath?.at ?? 0, lastRise ?? 0);
  const base = {
    id,
    name: container?.name ?? nameOf(host, id),
    container,
    deaths,
    restartCount: inspect?.restartCount,
    longestLifeMs,
  };
  const isRestarting = container?.state === "restarting";
  const startedAt = Math.max(life?.startedAt ?? 0, inspect?.startedAt ?? 0);
  const isUp = container === undefined || container.state === "running";
  const calmMs = Math.max(SHORTEST_CALM_MS, LONGER_LIFE * longestLifeMs);
  const isCalm = isUp && startedAt > lastDeathAt && now - startedAt >= calmMs;
  // Without a start that was seen, a list that says running long after the last death will do.
  const isCalmByList =
    container?.state === "running" && listAt - lastDeathAt >= Math.max(calmMs, MINUTE_MS + calmMs);
  if (isCalm || isCalmByList) return { ...base, verdict: "passing", readAt: listAt };
  const isDown =
    container?.state === "exited" || container?.state === "created" || container?.state === "dead";
  if (isDown && (lastDeath?.isPlanned === true || life?.stopAskedAt !== undefined))
    return { ...base, verdict: "passing", readAt: listAt };
  const loops =
    deaths.length >= LOOP_DEATHS ||
    isRestarting ||
    (life !== undefined && countDelta(life, now) >= COUNT_DELTA);
  // Policy "no" and exit 0: somebody runs a job again and again, and it does what it should.
  const isJob = inspect?.restartPolicy === "no" && deaths.every(({ exitCode }) => exitCode === 0);
  if (!loops || isJob) return { ...base, verdict: "undecided", readAt: listAt };
  // A list that still shows it down is one more reading; one that shows it up for a moment is not.
  const readAt = Math.max(lastDeathAt, isRestarting || isDown ? listAt : 0) || listAt;
  return { ...base, verdict: "failing", readAt };
}

/** Automatic restarts within ten minutes, by inspect; a manual start resets the count and says nothing. */
function countDelta(life: ContainerLife, now: EpochMs): number {
  const newest = life.restartCounts.at(-1);
  if (newest === undefined || now - newest.at > COUNT_WINDOW_MS) return 0;
  const before = life.restartCounts.findLast(({ at }) => now - at > COUNT_WINDOW_MS) ?? life.restartCounts[0];
  return before === undefined ? 0 : newest.count - before.count;
}

function severityOf(host: HostState, loops: readonly Story[]): Severity {
  const services = new Set(loops.map(({ container, name }) => serviceOf(container ?? { name })));
  const running = host.containers.lastGood?.reading.filter(({ state }) => state === "running").length ?? 0;
  const isMass =
    services.size >= MASS_SERVICES ||
    (loops.length >= MASS_CONTAINERS && loops.length >= MASS_RATIO * (running + loops.length));
  return isMass ? "page" : "ticket";
}

function judgeLoop(host: HostState, story: Story, severity: Severity, now: EpochMs): Judgement {
  const { id, name, deaths, container } = story;
  const codes = [...new Set(deaths.map(({ exitCode }) => exitCode).filter((code) => code !== undefined))];
  const code = codes.length === 1 ? String(codes[0]) : undefined;
  const inspect = host.inspects.get(id)?.lastGood?.reading;
  const exit = code ?? (deaths.length === 0 && inspect ? String(inspect.exitCode) : undefined);
  return {
    subject: name,
    verdict: "failing",
    severity,
    part: "ctrs",
    title: severity === "page" ? "Crash loop, one of many" : "Crash loop",
    summary: summaryOf(story, exit, inspect?.restartPolicy, nextTryText(host, story)),
    readAt: story.readAt,
    sinceAt: deaths[0]?.at ?? story.readAt,
    evidence: evidenceOf(host, story, exit),
    blast: {
      affected: [`${name} and what calls it`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: {
      container: name,
      containerId: id,
      shortId: shortId(id),
      ...(exit !== undefined && { exitCode: exit }),
      ...(container && { image: container.image }),
      ...(inspect && { restartPolicy: inspect.restartPolicy }),
    },
  };
}

function summaryOf(story: Story, exit: string | undefined, policy: string | undefined, next: string): string {
  const { name, deaths, longestLifeMs } = story;
  const times = deaths.length > 0 ? `died ${counted(deaths.length, "time")} in 5 min` : "is restarting";
  const code = exit === undefined ? "" : ` with exit code ${exit}`;
  const lived = longestLifeMs > 0 ? `, living at most ${durationText(longestLifeMs)}` : "";
  return `${name} ${times}${code}${lived}; nobody asked for it${policy ? ` (policy ${policy})` : ""}. ${next}`;
}

function evidenceOf(host: HostState, story: Story, exit: string | undefined): readonly Evidence[] {
  const { deaths, container, id } = story;
  const found: Evidence[] = [];
  const last = deaths.at(-1);
  if (last !== undefined)
    found.push(
      toEvidence(
        last.at,
        "docker events",
        deaths
          .map(({ at, exitCode }) => `${new Date(at).toISOString()} die exitCode=${exitCode ?? "?"}`)
          .join("\n"),
        `${counted(deaths.length, "death")} in 5 min${exit === undefined ? "" : `, exit ${exit}`}; limit 3`,
      ),
    );
  const listAt = host.containers.lastGood?.at;
  if (container !== undefined && listAt !== undefined)
    found.push(toEvidence(listAt, "GET /containers/json", container.status, withoutAge(container.status)));
  const inspected = host.inspects.get(id)?.lastGood;
  if (inspected !== undefined) {
    const { restartCount, exitCode, restartPolicy, error } = inspected.reading;
    const text = `RestartCount=${restartCount} ExitCode=${exitCode} RestartPolicy=${restartPolicy} Error=${error}`;
    found.push(
      toEvidence(
        inspected.at,
        "GET /containers/{id}/json",
        text,
        `${counted(restartCount, "restart")} by policy ${restartPolicy}`,
      ),
    );
  }
  return found;
}

const calmEvidence = ({ container, readAt }: Story): readonly Evidence[] =>
  container === undefined
    ? []
    : [toEvidence(readAt, "GET /containers/json", container.status, withoutAge(container.status))];
