import type { SymptomId } from "../ids.ts";
import { ABOUTS } from "../modes/abouts.ts";
import { ON_DISK, provesCause, STOPS_THE_START } from "../modes/shared/relations.ts";
import { isThere, MODE_IDS, type ModeId, type Symptom } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";

// An effect may be noticed before its cause: by the interval and the deadline of the cause's probe.
export const NOTICED_EARLIER_MS = 5_000;

// An effect is over as soon as its own reading says so, a few seconds after its cause.
const OUTLIVES_MS = 15_000;

// As long as a slow first reading takes: what no evidence dates is dated by it …
export const FIRST_READING_MS = 15_000;
// … while lines of the journal's last minutes tell when its effects began.
const LOOKED_BACK_MS = 10 * MINUTE_MS;

type Relation = ReadonlyMap<ModeId, ReadonlySet<ModeId>>;

const relation = (isRelated: (cause: ModeId, effect: ModeId) => boolean): Relation =>
  new Map(MODE_IDS.map((cause) => [cause, new Set(MODE_IDS.filter((effect) => isRelated(cause, effect)))]));

/** What nobody can know any more while the cause lasts: neither fine nor broken. */
const HIDES = relation((cause, effect) => ABOUTS[effect].hiddenBy.includes(cause));

/** What the cause explains when it began before: shown beneath it and not counted. */
const EXPLAINS = relation(
  (cause, effect) =>
    ABOUTS[effect].explainedBy.includes(cause) || ABOUTS[cause].explains?.includes(effect) === true,
);

/** A container's trouble explains more trouble of the same container, never another one's. */
function isOfAnother({ facts: cause }: Symptom, { facts: effect }: Symptom): boolean {
  const differs = (key: string) =>
    cause[key] !== undefined && effect[key] !== undefined && cause[key] !== effect[key];
  return differs("containerId") || differs("container");
}

/** Readings of the host do not go through its daemon: that it is down explains no host that is not read. */
const isOfHostItself = ({ mode, subject }: Symptom): boolean =>
  mode === "telemetry-gap" && subject === "host";

const isFailing = (symptom: Symptom): boolean => isThere(symptom) && !symptom.isUnknown;

const outlives = (effect: Symptom, { recoveringAt }: Symptom): boolean =>
  recoveringAt !== undefined && isFailing(effect) && effect.lastSeenAt > recoveringAt + OUTLIVES_MS;

/** A cause that was there at the first look began then or earlier: no order speaks against what its effect's lines date before. */
const isOfFirstLook = (cause: Symptom, effect: Symptom, lookedFromAt: EpochMs): boolean =>
  cause.sinceAt >= lookedFromAt &&
  cause.sinceAt <= lookedFromAt + FIRST_READING_MS &&
  effect.seenAt >= lookedFromAt &&
  effect.sinceAt < lookedFromAt &&
  effect.sinceAt >= lookedFromAt - LOOKED_BACK_MS;

export const hidesAnything = (cause: ModeId): boolean => (HIDES.get(cause)?.size ?? 0) > 0;

/** Modes of which nothing can be known on this host, by the symptoms that are failing now. */
export function hiddenModes(symptoms: Iterable<Symptom>): ReadonlySet<ModeId> {
  const hidden = new Set<ModeId>();
  for (const symptom of symptoms) {
    if (!isFailing(symptom)) continue;
    for (const mode of HIDES.get(symptom.mode) ?? []) hidden.add(mode);
  }
  return hidden;
}

/**
 * Which open symptom of one host explains which other one. A cause that recovers still explains what recovers
 * with it, until it clears; what goes on failing is broken for itself, and must not stand beneath a row that is well.
 * `lookedFromAt` is when this host was first looked at.
 */
export function absorb(
  symptoms: readonly Symptom[],
  lookedFromAt: EpochMs,
): ReadonlyMap<SymptomId, SymptomId> {
  const causeOf = new Map<SymptomId, SymptomId>();
  for (const cause of symptoms) {
    // A broken file on the disk explains only a reload that was refused: the daemon runs, or is down for another reason.
    if (cause.state === "cleared") continue;
    // Most of what is open explains nothing: a host may have a risk for each of its containers.
    if ((EXPLAINS.get(cause.mode)?.size ?? 0) === 0) continue;
    for (const symptom of symptoms) {
      if (cause.variant === ON_DISK && symptom.mode !== "config-reload-failed") continue;
      if (symptom.id === cause.id || EXPLAINS.get(cause.mode)?.has(symptom.mode) !== true) continue;
      if (isOfHostItself(symptom) || isOfAnother(cause, symptom)) continue;
      const variants = ABOUTS[symptom.mode].explainedAs?.[cause.mode];
      if (variants !== undefined && !variants.includes(symptom.variant ?? "")) continue;
      // A start cause may lie on the disk for months, or be found only after the daemon was gone.
      const isAnyTime =
        cause.variant === STOPS_THE_START ||
        provesCause(symptom, cause) ||
        isOfFirstLook(cause, symptom, lookedFromAt);
      if (!isAnyTime && symptom.sinceAt < cause.sinceAt - NOTICED_EARLIER_MS) continue;
      // What begins after the cause passed again is a fault of its own.
      if (cause.recoveringAt !== undefined && symptom.sinceAt >= cause.recoveringAt) continue;
      if (outlives(symptom, cause)) continue;
      if (!causeOf.has(symptom.id)) causeOf.set(symptom.id, cause.id);
    }
  }
  return causeOf;
}
