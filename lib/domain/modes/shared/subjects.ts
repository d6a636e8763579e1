import type { HostState } from "../../host-state.ts";
import { type ContainerId, shortId } from "../../ids.ts";
import type { Judgement } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { settled } from "./judgement.ts";
import { freshList } from "./running.ts";

/** What every symptom of a container hands to its runbook. */
export const containerFacts = (
  id: ContainerId,
  name: string,
  image: string | undefined,
): Readonly<Record<string, string>> => ({
  container: name,
  containerId: id,
  shortId: shortId(id),
  ...(image !== undefined && image !== "" && { image }),
});

const byName = new WeakMap<readonly ContainerReading[], ReadonlyMap<string, ContainerReading>>();
const byId = new WeakMap<readonly ContainerReading[], ReadonlyMap<ContainerId, ContainerReading>>();

/** Sorted once for each list. */
export function listedByName(list: readonly ContainerReading[]): ReadonlyMap<string, ContainerReading> {
  const known = byName.get(list) ?? new Map(list.map((each) => [each.name, each]));
  byName.set(list, known);
  return known;
}

export function listedById(list: readonly ContainerReading[]): ReadonlyMap<ContainerId, ContainerReading> {
  const known = byId.get(list) ?? new Map(list.map((each) => [each.id, each]));
  byId.set(list, known);
  return known;
}

/**
 * What is to be said of open symptoms that a mode did not find failing: gone with their container, fine by the word of
 * `isFine`, else nobody can say.
 */
export function restOfContainers(
  host: HostState,
  open: readonly Symptom[],
  judged: ReadonlySet<string>,
  now: EpochMs,
  isFine: (container: ContainerReading, symptom: Symptom) => EpochMs | undefined,
): readonly Judgement[] {
  if (open.length === 0) return [];
  const list = freshList(host, now);
  const listed = list && listedByName(list);
  const listAt = host.containers.lastGood?.at ?? now;
  return open
    .filter(({ subject }) => !judged.has(subject))
    .flatMap((symptom) => {
      const { subject } = symptom;
      if (listed === undefined) return settled(open, subject, "unknown", now);
      const container = listed.get(subject);
      // Another container under the same name: what the old one had is over.
      const isOther =
        container !== undefined &&
        symptom.facts.containerId !== undefined &&
        container.id !== symptom.facts.containerId;
      if (container === undefined || isOther) return settled(open, subject, "gone", listAt);
      const fineAt = isFine(container, symptom);
      return settled(open, subject, fineAt === undefined ? "unknown" : "passing", fineAt ?? now);
    });
}
