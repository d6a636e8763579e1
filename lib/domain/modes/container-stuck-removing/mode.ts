import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { ContainerReading, InspectReading } from "../../readings.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { type FoundLine, lineEvidence, linesWith } from "../shared/log-lines.ts";
import { freshList, listedText } from "../shared/running.ts";
import { containerFacts, restOfContainers } from "../shared/subjects.ts";
import { clipped, toEvidence } from "../shared/text.ts";

// A large container takes its seconds to go; until then only a removal that says it failed is shown.
const SHOWN_AFTER_MS = 10 * SECOND_MS;
const LINES_MS = 10 * MINUTE_MS;

const REASON = /(?:unlinkat|remove|rmdir|openfdat|unmount) (\S+): ([\w/ -]+)$/;

/**
 * A removal that does not end: the list says "removing", inspect says "dead", and the name stays taken. `docker ps
 * --filter status=dead` finds nothing then.
 */
export const containerStuckRemoving: Mode = {
  id: "container-stuck-removing",
  inputs: ["containers", "inspect", "journal-line"],
  windows: {
    // The catalogue's minute: a second try often succeeds before.
    raiseAfterMs: MINUTE_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 0,
    clearAfterReadings: 1,
  },
  judge: (host, now, open) => {
    const judged = new Set<string>();
    const judgements = (freshList(host, now) ?? []).flatMap((container) => {
      if (container.state !== "removing" && container.state !== "dead") return [];
      const inspect = host.inspects.get(container.id)?.lastGood?.reading;
      const known = open.find(({ subject }) => subject === container.name);
      const sinceAt = known?.sinceAt ?? inspect?.finishedAt ?? now;
      const failures = failuresOf(host, container.id, now);
      const hasFailed = container.state === "dead" || inspect?.state === "dead" || failures.length > 0;
      if (known === undefined && !hasFailed && now - sinceAt < SHOWN_AFTER_MS) return [];
      judged.add(container.name);
      return [judge(host, container, inspect, failures, sinceAt, now)];
    });
    return [...judgements, ...restOfContainers(host, open, judged, now, () => host.containers.lastGood?.at)];
  },
};

/** What the daemon said of its attempts, newest first: before the next look into the container tells. */
const failuresOf = (host: HostState, id: ContainerId, now: EpochMs): readonly FoundLine[] =>
  linesWith(host, ["removal-failed"], now - LINES_MS).filter(({ line }) => line.text.includes(id));

function judge(
  host: HostState,
  container: ContainerReading,
  inspect: InspectReading | undefined,
  failures: readonly FoundLine[],
  sinceAt: EpochMs,
  now: EpochMs,
): Judgement {
  const { id, name, image, state, status } = container;
  const error = inspect?.error ?? "";
  const [, path = "", why = ""] = REASON.exec(error) ?? [];
  const listAt = host.containers.lastGood?.at ?? now;
  const inspectedAt = host.inspects.get(id)?.lastGood?.at ?? now;
  return {
    subject: name,
    verdict: "failing",
    severity: "ticket",
    part: "disk",
    title: "Removal stuck",
    summary: `${name} was removed and is still there${why === "" ? "" : `: ${why}`}. Its name stays taken, and it cannot be started again.`,
    ...(/no space left/.test(error) && { variant: "no-space" }),
    ...(/read-only file system/.test(error) && { variant: "read-only" }),
    readAt: listAt,
    sinceAt,
    evidence: [
      toEvidence(listAt, "GET /containers/json", `${state}: ${status}`, status),
      ...(error === ""
        ? []
        : [
            toEvidence(
              inspectedAt,
              "GET /containers/{id}/json",
              `Status=${inspect?.state} Error=${error}`,
              clipped(why === "" ? error : why, 60),
            ),
          ]),
      ...failures.slice(0, 2).map((line) => lineEvidence(line)),
    ],
    blast: {
      affected: [`The name ${name}: nothing else can be made under it`],
      parts: [],
      notAffected: listedText(host, now, name),
    },
    facts: { ...containerFacts(id, name, image), ...(path !== "" && { path }) },
  };
}
