import type { HostState } from "../host-state.ts";
import { downSince, sightOfEngine } from "../modes/shared/engine-sight.ts";
import { THROUGH_API } from "../modes/shared/relations.ts";
import { isThere, runSinceAt, type Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

/**
 * Since when the daemon does not answer, whatever the reason and however long that lay there before; undefined while
 * it answers, or while nobody can say.
 */
export function awaySince(host: HostState, symptoms: readonly Symptom[], now: EpochMs): EpochMs | undefined {
  const sight = sightOfEngine(host, now);
  if (sight.kind === "answers" || sight.kind === "unknown") return undefined;
  const sinceAt = sight.kind === "down" ? downSince(host, sight, now) : sight.sinceAt;
  if (host.ping.lastGood !== undefined) return sinceAt;
  // A Foghorn that was started since never heard an answer: what it found before its start knows better.
  const known = symptoms
    .filter((symptom) => THROUGH_API.includes(symptom.mode) && isThere(symptom))
    .map(runSinceAt);
  return Math.min(sinceAt, ...known);
}
