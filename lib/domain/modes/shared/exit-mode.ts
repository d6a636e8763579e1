import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Evidence, ModeId } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "./engine-sight.ts";
import { settled } from "./judgement.ts";
import { freshList, listedText } from "./running.ts";
import { containerFacts, listedById, restOfContainers } from "./subjects.ts";
import { durationText, toEvidence } from "./text.ts";
import { type ExitKind, type UnplannedDeath, unplannedDeaths } from "./unplanned-deaths.ts";

interface ExitModeOptions {
  readonly id: ModeId;
  readonly kind: ExitKind;
  readonly words: (death: UnplannedDeath) => {
    readonly title: string;
    /** "app ended with code 1" */
    readonly what: string;
    /** Why it is this and not its neighbour. */
    readonly why: string;
  };
  readonly evidence?: (host: HostState, death: UnplannedDeath) => readonly Evidence[];
}

// 20.10 reports the stop it was asked for up to a second after the death; a lost daemon shows at the next ping.
const SETTLED_AFTER_MS = 2_500;
// Started again at once, it is still worth its ticket: one look at the screen must be able to meet it.
const SHOWN_MS = 10 * SECOND_MS;
// A container that Docker does not restart is mostly a job: after an hour nobody waits for it any more.
const JOB_SHOWN_MS = HOUR_MS;
// As long as a loop needs to show itself, and twice that.
const CLEAR_AFTER_MS = 10 * MINUTE_MS;

/** A death that nobody asked for, of one kind, of one container. */
export function exitMode(options: ExitModeOptions): Mode {
  return {
    id: options.id,
    inputs: ["docker-event", "containers", "inspect"],
    windows: {
      // A death is a fact; what could excuse it was waited for before it is said.
      raiseAfterMs: 0,
      raiseAfterReadings: 1,
      clearAfterMs: CLEAR_AFTER_MS,
      clearAfterReadings: 1,
    },
    judge: (host, now, open) => {
      const judged = new Set<string>();
      const judgements: Judgement[] = [];
      const list = freshList(host, now);
      const listed = list && listedById(list);
      const answers = sightOfEngine(host, now).kind === "answers";
      for (const found of unplannedDeaths(host)) {
        const { life, death, kind } = found;
        if (kind !== options.kind || now - death.at < SETTLED_AFTER_MS || !answers || listed === undefined)
          continue;
        const container = listed.get(life.id);
        if (container === undefined) continue;
        if (isExcused(host, found)) continue;
        const isBack = isUp(container) || (life.startedAt ?? 0) > death.at;
        const shownMs = isBack ? SHOWN_MS : restartsOf(host, found) ? Number.POSITIVE_INFINITY : JOB_SHOWN_MS;
        if (now - death.at > shownMs) {
          judgements.push(...settled(open, life.name, "passing", host.containers.lastGood?.at ?? now));
          judged.add(life.name);
          continue;
        }
        judged.add(life.name);
        judgements.push(judge(options, host, found, container, isBack, now));
      }
      for (const { subject, facts, sinceAt } of open) {
        const container = listed?.get(facts.containerId as ContainerId);
        if (container === undefined || isUp(container) || judged.has(subject)) continue;
        // Down as it was, though nobody remembers the death: it was before this console started, or too long ago.
        judged.add(subject);
        const isOldJob = now - sinceAt > JOB_SHOWN_MS && policyOf(host, container.id) === "no";
        if (isOldJob)
          judgements.push(...settled(open, subject, "passing", host.containers.lastGood?.at ?? now));
      }
      return [
        ...judgements,
        ...restOfContainers(host, open, judged, now, (container) =>
          isUp(container) ? host.containers.lastGood?.at : undefined,
        ),
      ];
    },
  };
}

const isUp = ({ state }: ContainerReading): boolean => state === "running" || state === "paused";

/** podman has no event of a memory kill; inspect says it of the last life. */
function isExcused(host: HostState, { life }: UnplannedDeath): boolean {
  const last = host.inspects.get(life.id)?.lastGood?.reading;
  return last !== undefined && last.state === "exited" && last.isOomKilled;
}

const policyOf = (host: HostState, id: ContainerId): string =>
  host.inspects.get(id)?.lastGood?.reading.restartPolicy ?? "no";
const restartsOf = (host: HostState, { life }: UnplannedDeath): boolean => policyOf(host, life.id) !== "no";

function judge(
  options: ExitModeOptions,
  host: HostState,
  found: UnplannedDeath,
  container: ContainerReading,
  isBack: boolean,
  now: EpochMs,
): Judgement {
  const { life, death, exitCode } = found;
  const { title, what, why } = options.words(found);
  const lived = death.livedMs === undefined ? "" : ` after ${durationText(death.livedMs)}`;
  const then = isBack
    ? "It was started again"
    : restartsOf(host, found)
      ? `It stays down in spite of its restart policy ${policyOf(host, found.life.id)}`
      : "Docker does not start it again";
  const inspected = host.inspects.get(life.id)?.lastGood;
  return {
    subject: life.name,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title,
    summary: `${what}${lived}: ${why}. ${then}.`,
    readAt: death.at,
    sinceAt: death.at,
    evidence: [
      toEvidence(
        death.at,
        "docker event",
        `container die ${life.name} exitCode=${exitCode}`,
        `exit ${exitCode}${lived}`,
      ),
      ...(inspected !== undefined && inspected.at >= death.at && inspected.reading.state === "exited"
        ? [
            toEvidence(
              inspected.at,
              "GET /containers/{id}/json",
              `Status=exited ExitCode=${inspected.reading.exitCode} OOMKilled=${inspected.reading.isOomKilled} Error=${inspected.reading.error}`,
              `OOMKilled=${inspected.reading.isOomKilled}, policy ${policyOf(host, found.life.id)}`,
            ),
          ]
        : []),
      ...(options.evidence?.(host, found) ?? []),
    ],
    blast: {
      affected: [`${life.name} and what calls it`],
      parts: [],
      notAffected: listedText(host, now, life.name),
    },
    facts: { ...containerFacts(life.id, life.name, container.image), exitCode: String(exitCode) },
  };
}
