import type { FactName } from "../domain/facts.ts";
import type { HostState } from "../domain/host-state.ts";
import { hasDistantLogs } from "../domain/modes/shared/log-drivers.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import { CALM_EVERY_MS, LAYERS_DAMAGED_REST_MS, LAYERS_REST_MS, PULLS_REST_MS } from "./schedule.ts";

/**
 * Whether any detector can use this fact now. Connections to log sinks matter only while a container has one. Layers
 * are looked through once in a quarter of an hour, and once a minute while one is known to be damaged; what was found is
 * looked at by itself until it is over. Pulls at every turn while one is under way.
 */
export function wantsFact(
  name: FactName,
  host: Pick<HostState, "facts" | "inspects">,
  open: readonly Pick<Symptom, "mode" | "severity">[],
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
      const triedAt = missing?.failure === "channel-down" ? readAt : Math.max(readAt, missing?.at ?? 0);
      const isDue = now - readAt >= LAYERS_REST_MS || areLayersDamaged(host, open);
      return isDue && now - triedAt >= LAYERS_DAMAGED_REST_MS;
    }
    case "suspects":
      // A log that is a risk and no more may wait for the next look.
      return (
        (host.facts.layers.last?.fact.layers.wrong.length ?? 0) > 0 ||
        open.some(({ mode }) => mode === "logs-missing") ||
        open.some(({ mode, severity }) => mode === "container-log-unbounded" && severity !== "notice")
      );
    default:
      return true;
  }
}

/**
 * Whether a fact may wait beyond its turn: nothing is open on the host, dockerd and containerd answer, and both streams
 * stand, which end or speak the moment something changes. Whoever hurries a reading does not ask.
 */
export function mayRest(
  name: FactName,
  host: Pick<HostState, "facts" | "ping" | "info" | "streams">,
  open: readonly Pick<Symptom, "severity">[],
  now: EpochMs,
): boolean {
  const everyMs = CALM_EVERY_MS[name];
  const { last } = host.facts[name];
  if (everyMs === undefined || last === undefined || now - last.at >= everyMs) return false;
  if (last.fact.name === "processes" && last.fact.processes.some(({ state }) => /^[DT]/i.test(state)))
    return false;
  const answers = host.ping.tries.at(-1)?.ok === true && host.info.tries.at(-1)?.ok === true;
  const isHeard = host.streams.events.isOpen && host.streams.journal.isOpen;
  return answers && isHeard && open.every(({ severity }) => severity === "notice");
}

const areLayersDamaged = (
  { facts }: Pick<HostState, "facts">,
  open: readonly Pick<Symptom, "mode">[],
): boolean =>
  (facts.layers.last?.fact.layers.wrong.length ?? 0) > 0 ||
  open.some(({ mode }) => mode === "overlay2-corruption");
