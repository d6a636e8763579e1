import type { SymptomId } from "../ids.ts";
import { ABOUTS } from "../modes/abouts.ts";
import { provesCause, STOPS_THE_START } from "../modes/shared/relations.ts";
import { runSinceAt, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { FIRST_READING_MS, NOTICED_EARLIER_MS } from "./absorb.ts";

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
  return [...chains].flatMap(([rootId, members]) => {
    const beganAt = (one: Symptom): EpochMs => beganAtOf(one, members);
    const healedAt = lastGoodBefore(byId.get(rootId), members, beganAt);
    const [healed, own] = partition(members, (one) => one.id !== rootId && hasHealedBy(one, healedAt));
    return [numbered(own, byId, beganAt), ...healed.map((one) => [{ number: 1, symptom: one }])];
  });
}

type BeganAt = (symptom: Symptom) => EpochMs;

/** A disk that was first read after the start that found it full was full by then. */
const beganAtOf = (cause: Symptom, members: readonly Symptom[]): EpochMs =>
  Math.min(
    runSinceAt(cause),
    ...members
      .filter((one) => one.absorbedBy === cause.id && provesCause(one, cause))
      .map((one) => runSinceAt(one)),
  );

/** Until then what passes again had passed already when this failure began: it is no step of it. */
function lastGoodBefore(root: Symptom | undefined, members: readonly Symptom[], beganAtOf: BeganAt): EpochMs {
  if (root === undefined) return 0;
  const beganAt = beganAtOf(root);
  if (root.variant !== STOPS_THE_START) return beganAt;
  // It may lie in the file long before the daemon is started with it.
  const lit = members.filter((one) => one.id !== root.id && one.state !== "recovering").map(runSinceAt);
  return lit.length === 0 ? beganAt : Math.max(beganAt, Math.min(...lit));
}

const hasHealedBy = ({ state, recoveringAt }: Symptom, at: EpochMs): boolean =>
  state === "recovering" && recoveringAt !== undefined && recoveringAt <= at;

const partition = <One>(
  all: readonly One[],
  is: (one: One) => boolean,
): readonly [readonly One[], readonly One[]] => [all.filter(is), all.filter((one) => !is(one))];

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
 * one that was noticed a moment earlier shares its number. Others share one when the later may have begun before the earlier.
 */
function numbered(
  members: readonly Symptom[],
  byId: ReadonlyMap<SymptomId, Symptom>,
  beganAt: BeganAt,
): readonly ChainLink[] {
  const placed = members
    .map((symptom): Placed => {
      const causes = causesOf(symptom, byId);
      return { symptom, causes, at: placeOf(symptom, causes, beganAt) };
    })
    .toSorted(
      (a, b) => a.at - b.at || a.causes.length - b.causes.length || (a.symptom.id < b.symptom.id ? -1 : 1),
    );
  const links: ChainLink[] = [];
  let group: Placed[] = [];
  let number = 0;
  for (const one of placed) {
    if (group.length === 0 || isLater(one, group, beganAt)) {
      number += 1;
      group = [];
    }
    group.push(one);
    links.push({ number, symptom: one.symptom });
  }
  return links;
}

/** Noticed a moment before its cause it stands beside it; what began earlier than that began earlier. */
function placeOf(symptom: Symptom, causes: readonly Symptom[], beganAtOf: BeganAt): EpochMs {
  const beganAt = beganAtOf(symptom);
  const close = causes.filter(
    (cause) => beganAtOf(cause) - beganAt <= NOTICED_EARLIER_MS || isDatedByLook(cause, symptom),
  );
  return Math.max(beganAt, ...close.map(beganAtOf));
}

/** One look found both, and nothing but that look dates the cause: it began then or earlier. */
const isDatedByLook = (cause: Symptom, effect: Symptom): boolean =>
  cause.variant !== STOPS_THE_START &&
  cause.seenAt - runSinceAt(cause) <= NOTICED_EARLIER_MS &&
  Math.abs(cause.seenAt - effect.seenAt) <= FIRST_READING_MS;

function isLater(one: Placed, group: readonly Placed[], beganAt: BeganAt): boolean {
  const isEffect = group.some(({ symptom, at }) => one.causes.includes(symptom) && one.at > at);
  const mayHaveBegunAt = beganAt(one.symptom) - ABOUTS[one.symptom.mode].knownToMs;
  return isEffect || group.every(({ at }) => one.at > at && mayHaveBegunAt >= at);
}
