import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, restOfContainers } from "../shared/subjects.ts";
import { roughly, toEvidence } from "../shared/text.ts";

// Between create and start a tool may copy files or wait for a dependency: longer than this it has gone away.
const STUCK_AFTER_MS = MINUTE_MS;
// What lies there since yesterday is a template or was forgotten; nobody waits for it.
const OLD_AFTER_MS = 24 * 60 * MINUTE_MS;

/** Made and never started, without an error of its own: whoever made it went away before the start. */
export const containerStuckCreated: Mode = {
  id: "container-stuck-created",
  inputs: ["containers", "inspect"],
  windows: {
    raiseAfterMs: 5 * SECOND_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 0,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const judged = new Set<string>();
    const judgements = (freshList(host, now) ?? []).flatMap((container) => {
      if (container.state !== "created") return [];
      const ageMs = now - container.createdAt;
      if (ageMs < STUCK_AFTER_MS || ageMs > OLD_AFTER_MS) return [];
      const inspect = host.inspects.get(container.id)?.lastGood?.reading;
      // An error names what kept it from starting, and that has a mode of its own.
      if (inspect === undefined || inspect.state !== "created" || inspect.error !== "") return [];
      judged.add(container.name);
      return [judge(host, container, ageMs, now)];
    });
    return [...judgements, ...restOfContainers(host, open, judged, now, () => host.containers.lastGood?.at)];
  },
};

function judge(host: HostState, container: ContainerReading, ageMs: number, now: EpochMs): Judgement {
  const { id, name, image, createdAt } = container;
  return {
    subject: name,
    verdict: "failing",
    severity: "ticket",
    part: "ctrs",
    title: "Made, never started",
    summary: `${name} was made and has not been started since. It has no error of its own: whoever made it went away before the start.`,
    readAt: host.containers.lastGood?.at ?? now,
    sinceAt: createdAt,
    evidence: [
      toEvidence(
        host.containers.lastGood?.at ?? now,
        "GET /containers/json",
        container.status,
        `created ${roughly(ageMs)} ago, not started`,
      ),
    ],
    blast: { affected: [`${name}, which does not run`], parts: [], notAffected: listedText(host, now, name) },
    facts: containerFacts(id, name, image),
  };
}
