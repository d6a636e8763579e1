import type { SymptomId } from "../ids.ts";
import { ABOUTS } from "../modes/abouts.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

export interface ChainLink {
  readonly number: number;
  readonly symptom: Symptom;
}

/**
 * The open symptoms of one host as chains: a cause with all it explains, and what that explains in turn. Two
 * faults that have nothing to do with one another are two chains, each numbered from 1.
 */
export function chainsOf(symptoms: readonly Symptom[]): readonly (readonly ChainLink[])[] {
  const open = symptoms.filter(({ state }) => state !== "cleared");
  const byId = new Map(open.map((symptom) => [symptom.id, symptom]));
  const chains = Map.groupBy(open, (symptom) => causesOf(symptom, byId).at(-1)?.id ?? symptom.id);
  return Array.from(chains.values(), (members) => numbered(members, byId));
}

/** What explains it, the nearest first, up to the root cause. */
function causesOf(symptom: Symptom, byId: ReadonlyMap<SymptomId, Symptom>): readonly Symptom[] {
  const causes: Symptom[] = [];
  let cause = symptom.absorbedBy && byId.get(symptom.absorbedBy);
  while (cause !== undefined && cause !== symptom && !causes.includes(cause)) {
    causes.push(cause);
    cause = cause.absorbedBy && byId.get(cause.absorbedBy);
  }
  return causes;
}

interface Placed {
  readonly symptom: Symptom;
  readonly at: EpochMs;
  readonly causes: readonly Symptom[];
}

/**
 * Order of failure, 1 first. An effect that came later has a later number than its cause, however soon it followed;
 * one that was noticed earlier shares its number. Others share one when the later may have begun before the earlier.
 */
function numbered(members: readonly Symptom[], byId: ReadonlyMap<SymptomId, Symptom>): readonly ChainLink[] {
  const placed = members
    .map((symptom): Placed => {
      const causes = causesOf(symptom, byId);
      return { symptom, causes, at: Math.max(symptom.sinceAt, ...causes.map(({ sinceAt }) => sinceAt)) };
    })
    .toSorted(
      (a, b) => a.at - b.at || a.causes.length - b.causes.length || (a.symptom.id < b.symptom.id ? -1 : 1),
    );
  const links: ChainLink[] = [];
  let group: Placed[] = [];
  let number = 0;
  for (const one of placed) {
    if (group.length === 0 || isLater(one, group)) {
      number += 1;
      group = [];
    }
    group.push(one);
    links.push({ number, symptom: one.symptom });
  }
  return links;
}

function isLater(one: Placed, group: readonly Placed[]): boolean {
  const isEffect = group.some(({ symptom, at }) => one.causes.includes(symptom) && one.at > at);
  const mayHaveBegunAt = one.symptom.sinceAt - ABOUTS[one.symptom.mode].knownToMs;
  return isEffect || group.every(({ at }) => one.at > at && mayHaveBegunAt >= at);
}
