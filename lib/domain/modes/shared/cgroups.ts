import type { CgroupSample, HostState } from "../../host-state.ts";
import type { Judgement } from "../../mode.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Symptom } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact } from "./host-facts.ts";
import { settled } from "./judgement.ts";
import { freshList } from "./running.ts";
import { listedById, restOfContainers } from "./subjects.ts";

/** One container with what the kernel counted of it lately, newest last and never empty. */
export interface Counted {
  readonly container: ContainerReading;
  readonly samples: readonly CgroupSample[];
  readonly newest: CgroupSample;
}

/**
 * Judges every container of which the kernel counts something that may matter. Without a fresh reading all open ones are
 * unknown; one that has nothing of interest any more is fine.
 */
export function judgeCounted(
  host: HostState,
  now: EpochMs,
  open: readonly Symptom[],
  judge: (counted: Counted, isOpen: boolean) => Judgement | undefined,
): readonly Judgement[] {
  const fact = freshFact(host, "cgroups", now);
  const list = freshList(host, now);
  if (fact === undefined || list === undefined)
    return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
  const listed = listedById(list);
  const known = new Set(open.map(({ subject }) => subject));
  const judged = new Set<string>();
  const judgements: Judgement[] = [];
  for (const [id, samples] of host.cgroupHistory) {
    const container = listed.get(id);
    const newest = samples.at(-1);
    if (container === undefined || newest === undefined) continue;
    const judgement = judge({ container, samples, newest }, known.has(container.name));
    if (judgement === undefined) continue;
    judged.add(container.name);
    judgements.push(judgement);
  }
  return [...judgements, ...restOfContainers(host, open, judged, now, () => fact.at)];
}
