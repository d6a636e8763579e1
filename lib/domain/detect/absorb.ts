import type { SymptomId } from "../ids.ts";
import type { ModeId, Symptom } from "../symptom.ts";

// An effect may be noticed before its cause: by the interval and the deadline of the cause's probe.
const NOTICED_EARLIER_MS = 5_000;

const THROUGH_API: readonly ModeId[] = [
  "daemon-hung",
  "containerd-hung",
  "container-lock-hung",
  "container-restart-loop",
  "container-oom-killed",
  "container-unhealthy",
  "iptables-filter-wiped",
  "iptables-nat-wiped",
];

/** What nobody can know any more while the cause lasts: neither fine nor broken. */
const HIDES: Partial<Record<ModeId, readonly ModeId[]>> = {
  "daemon-down": THROUGH_API,
  "daemon-hung": THROUGH_API.filter((mode) => mode !== "daemon-hung"),
  "docker-sock-permission": [...THROUGH_API, "daemon-down"],
  // Exits, OOM kills and health results reach dockerd through containerd alone.
  "containerd-hung": ["container-restart-loop", "container-oom-killed", "container-unhealthy"],
};

/** What the cause explains when it began before: shown beneath it and not counted. */
const EXPLAINS: Partial<Record<ModeId, readonly ModeId[]>> = {
  "daemon-json-invalid": ["daemon-down"],
  "daemon-json-flag-conflict": ["daemon-down"],
  "daemon-down": THROUGH_API,
  "daemon-hung": THROUGH_API.filter((mode) => mode !== "daemon-hung"),
  "containerd-hung": ["container-lock-hung", "container-unhealthy"],
};

/** A broken file on the disk explains nothing while the daemon is down for another reason. */
const START_CAUSES: readonly ModeId[] = ["daemon-json-invalid", "daemon-json-flag-conflict"];
export const STOPS_THE_START = "stops-the-start";

const isFailing = (symptom: Symptom): boolean =>
  (symptom.state === "seen" || symptom.state === "raised") && !symptom.isUnknown;

/** Modes of which nothing can be known on this host, by the symptoms that are failing now. */
export function hiddenModes(symptoms: Iterable<Symptom>): ReadonlySet<ModeId> {
  const hidden = new Set<ModeId>();
  for (const symptom of symptoms) {
    if (!isFailing(symptom)) continue;
    for (const mode of HIDES[symptom.mode] ?? []) hidden.add(mode);
  }
  return hidden;
}

/** Which open symptom of one host explains which other one. A cause that recovers still explains until it clears. */
export function absorb(symptoms: readonly Symptom[]): ReadonlyMap<SymptomId, SymptomId> {
  const causeOf = new Map<SymptomId, SymptomId>();
  for (const cause of symptoms) {
    const explained = EXPLAINS[cause.mode];
    if (explained === undefined || cause.state === "cleared") continue;
    const isStartCause = START_CAUSES.includes(cause.mode);
    if (isStartCause && cause.variant !== STOPS_THE_START) continue;
    for (const symptom of symptoms) {
      if (symptom.id === cause.id || !explained.includes(symptom.mode)) continue;
      // A start cause may lie on the disk for months, or be found only after the daemon was gone.
      if (!isStartCause && symptom.sinceAt < cause.sinceAt - NOTICED_EARLIER_MS) continue;
      // What begins after the cause passed again is a fault of its own.
      if (cause.recoveringAt !== undefined && symptom.sinceAt >= cause.recoveringAt) continue;
      if (!causeOf.has(symptom.id)) causeOf.set(symptom.id, cause.id);
    }
  }
  return causeOf;
}
