import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence } from "../../symptom.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { sightOfEngine } from "../shared/engine-sight.ts";
import { unitOf } from "../shared/host-facts.ts";
import { lineEvidence, linesWith } from "../shared/log-lines.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, listedById, restOfContainers } from "../shared/subjects.ts";
import { toEvidence } from "../shared/text.ts";
import { unheldContainers } from "../shared/unheld.ts";
import { unplannedDeaths } from "../shared/unplanned-deaths.ts";

// Docker 20 says 255 in the event when it lost the shim, while inspect says 137. A program may end with 255 itself.
const LOST = 255;
const KILLED = 137;
// Docker 26 misses the task a moment after the shim went; the container may have been started again since.
const LINE_NEAR_MS = 5 * SECOND_MS;
// Docker restarts most of them within seconds: long enough to be seen and opened, short enough to verify a start by hand.
const SHOWN_MS = MINUTE_MS;
// From here on it is no accident of one container.
const PAGE_FROM = 3;

interface Lost {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly isUp: boolean;
  readonly at: EpochMs;
  readonly readAt: EpochMs;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** The process that held a container is gone: killed by hand, or for memory. The container's program dies with it. */
export const shimDead: Mode = {
  id: "shim-dead",
  inputs: ["fact", "docker-event", "inspect", "journal-line"],
  windows: {
    raiseAfterMs: 10 * SECOND_MS,
    // One death is one reading.
    raiseAfterReadings: 1,
    clearAfterMs: MINUTE_MS,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const answers = sightOfEngine(host, now).kind === "answers";
    const lost = answers ? [...lostByDeath(host, now), ...lostByProcess(host, now)] : [];
    const judged = new Map<string, Judgement>();
    for (const each of lost) {
      if (judged.has(each.name)) continue;
      judged.set(each.name, toJudgement(host, each, lost.length >= PAGE_FROM, now));
    }
    return [
      ...judged.values(),
      ...restOfContainers(host, open, new Set(judged.keys()), now, () => host.containers.lastGood?.at),
    ];
  },
};

/** What Docker said of it: the code that it makes up itself, or the task that is not to be found. */
function lostByDeath(host: HostState, now: EpochMs): readonly Lost[] {
  const list = freshList(host, now);
  if (list === undefined) return [];
  const listed = listedById(list);
  const lines = linesWith(host, ["shim-lost"], 0);
  return unplannedDeaths(host).flatMap(({ life, death, exitCode }): readonly Lost[] => {
    const container = listed.get(life.id);
    // Started again it is over soon; what stays ended stays ended for this reason.
    const isOver = container?.state === "running" && now - death.at > SHOWN_MS;
    if (container === undefined || isOver) return [];
    const line = lines.find(
      ({ line: { sourceAt }, marked }) =>
        marked.values[0] === life.id && Math.abs(sourceAt - death.at) <= LINE_NEAR_MS,
    );
    const inspected = host.inspects.get(life.id)?.lastGood;
    const isContradicted =
      exitCode === LOST &&
      inspected !== undefined &&
      inspected.at >= death.at &&
      inspected.reading.state === "exited" &&
      inspected.reading.exitCode === KILLED;
    if (line === undefined && !isContradicted) return [];
    const event = `container die ${life.name} exitCode=${exitCode}`;
    return [
      {
        id: life.id,
        name: life.name,
        image: container.image,
        isUp: container.state === "running",
        at: death.at,
        readAt: death.at,
        why: "Docker lost the process that held it, and killed its program",
        evidence: [
          toEvidence(
            death.at,
            "docker event",
            event,
            isContradicted
              ? `event says ${LOST}, inspect says ${KILLED}`
              : `exit ${exitCode}, task not found`,
          ),
          ...(line === undefined ? [] : [lineEvidence(line)]),
        ],
      },
    ];
  });
}

/** Docker takes it for running, and nobody holds it: containerd was away when its shim went. */
function lostByProcess(host: HostState, now: EpochMs): readonly Lost[] {
  const asked = host.containers.tries.at(-1);
  if (asked?.ok !== true || host.ping.lastGood?.reading.engine !== "docker") return [];
  // A daemon that goes or comes takes containers along, and its list is behind.
  const unit = unitOf(host, "docker.service", now)?.reading;
  if (unit !== undefined && unit.activeState !== "active") return [];
  return unheldContainers(host, now).flatMap(({ container, sinceAt, readAt }): readonly Lost[] => {
    // Only a list that was asked for after the processes were read says that it was to be there.
    if (asked.at - asked.durationMs < readAt) return [];
    return [
      {
        id: container.id,
        name: container.name,
        image: container.image,
        isUp: true,
        at: sinceAt,
        readAt,
        why: "Docker lists it as running, and no shim holds it: its end will be learnt late or never",
        evidence: [
          toEvidence(
            readAt,
            "ps containerd-shim",
            `no containerd-shim with -id ${container.id}`,
            `no shim for ${container.name}, usual 1`,
          ),
        ],
      },
    ];
  });
}

function toJudgement(host: HostState, lost: Lost, isMany: boolean, now: EpochMs): Judgement {
  const { id, name, image, at, readAt, why, isUp, evidence } = lost;
  return {
    subject: name,
    verdict: "failing",
    severity: isMany ? "page" : "ticket",
    part: "shims",
    title: "Shim died",
    summary: `The shim of ${name} is gone: ${why}.`,
    readAt,
    sinceAt: at,
    evidence,
    blast: {
      affected: [isUp ? `${name}, its logs and its exit code` : `${name} does not run`],
      parts: ["ctrs"],
      notAffected: listedText(host, now, name),
    },
    facts: containerFacts(id, name, image),
    raiseAfterMs: isUp && evidence.length === 1 ? 10 * SECOND_MS : 0,
  };
}
