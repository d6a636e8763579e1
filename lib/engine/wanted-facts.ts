import type { FactName } from "../domain/facts.ts";
import type { HostState } from "../domain/host-state.ts";
import { hasDistantLogs } from "../domain/modes/shared/log-drivers.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import { LAYERS_REST_MS, PULLS_REST_MS } from "./schedule.ts";

/**
 * Whether any detector can use this fact now. Connections to log sinks matter only while a container has one. Layers
 * are looked through once in a quarter of an hour, and at every turn while one is known to be damaged; pulls at every turn
 * while one is under way.
 */
export function wantsFact(
  name: FactName,
  host: Pick<HostState, "facts" | "inspects">,
  open: readonly Pick<Symptom, "mode">[],
  now: EpochMs,
): boolean {
  switch (name) {
    case "log-sinks":
      return hasDistantLogs(host);
    case "pulls": {
      const { last, missing } = host.facts.pulls;
      const isUnderWay = last !== undefined && last.fact.transfers.length > 0;
      return isUnderWay || now - Math.max(last?.at ?? 0, missing?.at ?? 0) >= PULLS_REST_MS;
    }
    case "layers": {
      const { last, missing } = host.facts.layers;
      // That the way was down, or the look too slow, says nothing of the layers.
      const isSaid = missing?.failure === "denied" || missing?.failure === "absent";
      const readAt = Math.max(last?.at ?? 0, isSaid ? missing.at : 0);
      return now - readAt >= LAYERS_REST_MS || open.some(({ mode }) => mode === "overlay2-corruption");
    }
    default:
      return true;
  }
}
