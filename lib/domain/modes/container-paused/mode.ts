import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, restOfContainers } from "../shared/subjects.ts";
import { roughly, toEvidence } from "../shared/text.ts";

// `docker commit` and backups pause for seconds; a pause that is longer is at least worth seeing.
const SHOWN_AFTER_MS = 20 * SECOND_MS;

/** Paused and not taken up again: every process is frozen, connections are accepted and never answered. */
export const containerPaused: Mode = {
  id: "container-paused",
  inputs: ["containers", "docker-event"],
  windows: {
    // The catalogue's ten minutes: somebody may look into it with a purpose.
    raiseAfterMs: 10 * MINUTE_MS - SHOWN_AFTER_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 0,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const judged = new Set<string>();
    const judgements = (freshList(host, now) ?? []).flatMap((container) => {
      if (container.state !== "paused") return [];
      const known = open.find(({ subject }) => subject === container.name);
      // A list can be quicker than the event: then the pause is as old as that list.
      const sinceAt =
        host.lives.get(container.id)?.pausedAt ??
        known?.sinceAt ??
        host.listedPausedAt.get(container.id) ??
        now;
      if (now - sinceAt < SHOWN_AFTER_MS) return [];
      judged.add(container.name);
      return [judge(host, container, sinceAt, now)];
    });
    return [...judgements, ...restOfContainers(host, open, judged, now, () => host.containers.lastGood?.at)];
  },
};

function judge(host: HostState, container: ContainerReading, sinceAt: EpochMs, now: EpochMs): Judgement {
  const { id, name, image, status } = container;
  const readAt = host.containers.lastGood?.at ?? now;
  const pausedAt = host.lives.get(id)?.pausedAt;
  return {
    subject: name,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title: "Container left paused",
    summary: `${name} is paused: its processes are frozen, its ports accept and never answer. Its health means nothing until it goes on.`,
    readAt,
    sinceAt,
    evidence: [
      toEvidence(
        readAt,
        "GET /containers/json",
        status,
        pausedAt === undefined ? status : `paused for ${roughly(now - pausedAt)}`,
      ),
      ...(pausedAt === undefined
        ? []
        : [toEvidence(pausedAt, "docker event", `container pause ${name}`, "pause, and no unpause since")]),
    ],
    blast: {
      affected: [`${name} and what waits for it`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: containerFacts(id, name, image),
  };
}
