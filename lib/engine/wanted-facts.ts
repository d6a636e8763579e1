import type { FactName } from "../domain/facts.ts";
import { isEngineAtWork } from "../domain/glance.ts";
import type { HostState } from "../domain/host-state.ts";
import { hasDistantLogs } from "../domain/modes/shared/log-drivers.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";
import {
  CALM_EVERY_MS,
  FACT_CADENCE,
  LAYERS_DAMAGED_REST_MS,
  LAYERS_REST_MS,
  PULLS_REST_MS,
} from "./schedule.ts";

/** A look as old as this says nothing of now. */
const GLANCE_FRESH_MS = 2 * FACT_CADENCE.glance.everyMs;

/**
 * Whether any detector can use this fact now. Connections to log sinks matter only while a container has one. Layers
 * are looked through once in a quarter of an hour, and once a minute while one is known to be damaged; what was found is
 * looked at by itself until it is over. Logs are looked into once dockerd met a torn one. Pulls at every turn while one is under way.
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
    case "torn-logs":
      return open.some(({ mode }) => mode === "json-log-corrupt");
    default:
      return true;
  }
}

type Watched = Pick<HostState, "facts" | "ping" | "info" | "containers" | "streams">;

/**
 * Whether all is well on a host and would be heard otherwise: nothing is open, dockerd and containerd answer and are at
 * work, and both streams stand, which end or speak the moment something changes.
 */
export function isCalm(host: Watched, open: readonly Pick<Symptom, "severity">[], now: EpochMs): boolean {
  const glance = host.facts.glance.last;
  if (glance === undefined || now - glance.at > GLANCE_FRESH_MS) return false;
  const answers = [host.ping, host.info, host.containers].every(({ tries }) => tries.at(-1)?.ok === true);
  const isHeard = host.streams.events.isOpen && host.streams.journal.isOpen;
  const isQuiet = open.every(({ severity }) => severity === "notice");
  return isEngineAtWork(glance.fact.glance) && answers && isHeard && isQuiet;
}

/** Whether a reading may wait beyond its turn on a calm host. Whoever hurries it does not ask. */
export function mayRest(
  name: "info" | FactName,
  host: Watched,
  open: readonly Pick<Symptom, "severity">[],
  now: EpochMs,
): boolean {
  const everyMs = CALM_EVERY_MS[name];
  const readAt = lastReadAt(name, host);
  if (everyMs === undefined || readAt === undefined || now - readAt >= everyMs) return false;
  const processes = host.facts.processes.last?.fact.processes ?? [];
  if (name === "processes" && processes.some(({ state }) => /^[DT]/i.test(state))) return false;
  return isCalm(host, open, now);
}

function lastReadAt(name: "info" | FactName, host: Pick<HostState, "facts" | "info">): EpochMs | undefined {
  return name === "info" ? host.info.tries.at(-1)?.at : host.facts[name].last?.at;
}

const areLayersDamaged = (
  { facts }: Pick<HostState, "facts">,
  open: readonly Pick<Symptom, "mode">[],
): boolean =>
  (facts.layers.last?.fact.layers.wrong.length ?? 0) > 0 ||
  open.some(({ mode }) => mode === "overlay2-corruption");
