import type { PartId } from "#lib/domain/anatomy.ts";
import { THROUGH_API } from "#lib/domain/modes/shared/relations.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { isPassing } from "../shell/frame.ts";
import type { Rung } from "./connection-words.ts";

/** From a caller to dockerd, and what dockerd must read to start. */
const API_PATH: readonly PartId[] = ["callers", "tls", "sock", "dockerd", "config", "unit"];

/** What says on each rung that nobody answers. */
const OF_RUNG: Readonly<Record<Rung, readonly SymptomView["mode"][]>> = {
  exists: ["daemon-down"],
  "may-open": ["docker-sock-permission"],
  listens: ["daemon-down"],
  answers: ["daemon-hung", "daemon-down"],
};

/**
 * The symptom that tells why no daemon answers: what is failing on that rung, or what explains it. Never one that
 * passes again, and never one of a part that has nothing to do with the way to the daemon.
 */
export function symptomOfOutage(symptoms: readonly SymptomView[], failing: Rung): SymptomView | undefined {
  const lit = symptoms.filter((symptom) => !isPassing(symptom));
  const seen = lit.filter(({ isUnknown }) => !isUnknown);
  const effect =
    seen.find(({ mode }) => OF_RUNG[failing].includes(mode)) ??
    lit.find(({ mode }) => OF_RUNG[failing].includes(mode));
  if (effect !== undefined) return causeOf(effect, lit);
  // A socket that may not be opened says nothing about what lies behind it.
  if (failing === "may-open") return undefined;
  return (
    seen.find(({ mode }) => THROUGH_API.includes(mode)) ??
    seen.find(({ severity, part }) => severity === "page" && API_PATH.includes(part))
  );
}

/** What explains it and fails as well, up to the first cause. */
function causeOf(effect: SymptomView, lit: readonly SymptomView[]): SymptomView {
  const seen = new Set<string>();
  let cause = effect;
  while (!seen.has(cause.id)) {
    seen.add(cause.id);
    cause = lit.find(({ id }) => id === cause.absorbedBy) ?? cause;
  }
  return cause;
}

/** Whether dockerd ended: one that hangs, or whose socket may not be opened or was removed, runs. */
export const hasStopped = (failing: Rung, symptom: SymptomView | undefined): boolean =>
  (failing === "exists" || failing === "listens") &&
  !(symptom?.mode === "daemon-down" && symptom.part === "sock");
