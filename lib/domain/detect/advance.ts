import type { HostId, SymptomId } from "../ids.ts";
import type { Judgement, Mode } from "../mode.ts";
import type { Evidence, Symptom } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";
import { flappingOf, isHoldOver, withBegin } from "./flapping.ts";
import { tellDetails } from "./tell-details.ts";
import type { Advanced, Track } from "./track.ts";
import { lookAgain } from "./unseen.ts";

// A removed container cannot fail any more, but tools recreate it under the same name within seconds.
const GONE_CLEARS_AFTER_MS = MINUTE_MS;
const MAX_EVIDENCE = 20;
// As long as a slow first reading takes: a restart of Foghorn is no blindness of the host's.
const FIRST_READING_MS = 15_000;

/** A symptom that was open when Foghorn stopped: its windows begin where they can be proven. */
export const resume = (symptom: Symptom): Track => ({
  symptom,
  failingSinceAt: symptom.seenAt,
  failingReadings: 1,
  beganAt: [symptom.seenAt],
  passingReadings: 0,
  readAt: symptom.lastSeenAt,
  toldAt: symptom.lastSeenAt,
  resumed: { readAt: symptom.lastSeenAt },
});

/**
 * The next state of a symptom after one judgement of its subject: seen, raised, recovering, cleared. `beganBefore` is
 * when failing began in the life of its predecessor, of the same identity, that has cleared.
 */
export function advance(
  track: Track | undefined,
  judgement: Judgement,
  mode: Mode,
  hostId: HostId,
  now: EpochMs,
  newId: () => SymptomId,
  beganBefore: readonly EpochMs[] = [],
): Advanced {
  switch (judgement.verdict) {
    case "failing":
      return track === undefined
        ? raiseIfDue(see(judgement, mode, hostId, now, newId, beganBefore), judgement, mode, now)
        : fail(track, judgement, mode, now);
    case "passing":
    case "gone":
      return track === undefined ? NOTHING : pass(track, judgement, mode, now);
    case "unknown":
      return track === undefined ? NOTHING : loseSight(track, now);
  }
}

const NOTHING: Advanced = { track: undefined, changes: [] };

function see(
  judgement: Judgement,
  mode: Mode,
  hostId: HostId,
  now: EpochMs,
  newId: () => SymptomId,
  beganBefore: readonly EpochMs[],
): Advanced {
  const beganAt = withBegin(beganBefore, now, mode.windows);
  const flapping = flappingOf(beganAt, mode.windows);
  const symptom: Symptom = {
    id: newId(),
    hostId,
    mode: mode.id,
    subject: judgement.subject,
    state: "seen",
    ...wordsOf(judgement),
    seenAt: now,
    sinceAt: Math.min(judgement.sinceAt ?? judgement.readAt, now),
    lastSeenAt: judgement.readAt,
    isUnknown: false,
    ...(flapping && { flapping }),
    evidence: bounded(judgement.evidence),
  };
  const track: Track = {
    symptom,
    failingSinceAt: flapping?.sinceAt ?? now,
    failingReadings: beganAt.length,
    beganAt,
    passingReadings: 0,
    readAt: judgement.readAt,
    toldAt: now,
  };
  return { track, changes: [{ kind: "seen", at: now, symptom }] };
}

function fail(track: Track, judgement: Judgement, mode: Mode, now: EpochMs): Advanced {
  const { symptom } = track;
  const isNewReading = judgement.readAt > track.readAt;
  const isRelapse = symptom.state === "recovering";
  // The reading that already passed cannot fail now: something else was judged anew.
  if (isRelapse && !isNewReading) return { track, changes: [] };
  const beganAt = isRelapse ? withBegin(track.beganAt, now, mode.windows) : track.beganAt;
  const flapping = isRelapse ? flappingOf(beganAt, mode.windows, symptom.flapping) : symptom.flapping;
  const { recoveringAt: _over, variant: _old, ...kept } = lookAgain(symptom, judgement.readAt);
  const next: Symptom = {
    ...kept,
    ...(isRelapse ? { state: symptom.raisedAt === undefined ? "seen" : "raised" } : {}),
    ...wordsOf(judgement),
    sinceAt: Math.min(symptom.sinceAt, judgement.sinceAt ?? symptom.sinceAt),
    lastSeenAt: Math.max(symptom.lastSeenAt, judgement.readAt),
    isUnknown: false,
    ...(isRelapse && { againAt: againAt(judgement, symptom.recoveringAt ?? 0, now) }),
    ...(flapping && { flapping }),
    evidence: merged(judgement.evidence, symptom.evidence),
  };
  const { passingSinceAt: _run, ...rest } = track;
  const failing: Track = {
    ...rest,
    symptom: next,
    // A debounce waits for a run that lasts; what comes and goes never has one.
    failingSinceAt: isRelapse ? (flapping?.sinceAt ?? now) : track.failingSinceAt,
    failingReadings: isRelapse && !flapping ? 1 : track.failingReadings + (isNewReading ? 1 : 0),
    beganAt,
    passingReadings: 0,
    readAt: Math.max(track.readAt, judgement.readAt),
  };
  const isHeld = symptom.flapping !== undefined;
  const kind = isRelapse ? (isHeld ? "updated" : "relapsed") : symptom.isUnknown ? "unknown" : undefined;
  const told = kind
    ? { track: { ...failing, toldAt: now }, changes: [{ kind, at: now, symptom: next } as const] }
    : tellDetails(failing, symptom, now);
  return raiseIfDue(told, judgement, mode, now);
}

/** What is said to have begun before it passed is older than this run of it. */
const againAt = ({ sinceAt, readAt }: Judgement, recoveringAt: EpochMs, now: EpochMs): EpochMs =>
  Math.min(now, sinceAt !== undefined && sinceAt >= recoveringAt ? sinceAt : readAt);

function raiseIfDue(before: Advanced, judgement: Judgement, mode: Mode, now: EpochMs): Advanced {
  const { track } = before;
  if (track === undefined || track.symptom.state !== "seen") return before;
  const afterMs = judgement.raiseAfterMs ?? mode.windows.raiseAfterMs;
  if (now - track.failingSinceAt < afterMs || track.failingReadings < mode.windows.raiseAfterReadings)
    return before;
  const symptom: Symptom = { ...track.symptom, state: "raised", raisedAt: now };
  return {
    track: { ...track, symptom, toldAt: now },
    changes: [...before.changes, { kind: "raised", at: now, symptom }],
  };
}

function pass(track: Track, judgement: Judgement, mode: Mode, now: EpochMs): Advanced {
  const isNewReading = judgement.readAt > track.readAt;
  const begins = track.symptom.state !== "recovering";
  const symptom: Symptom = {
    ...lookAgain(track.symptom, judgement.readAt),
    ...(begins && { state: "recovering", recoveringAt: now }),
    isUnknown: false,
    evidence: merged(judgement.evidence, track.symptom.evidence),
  };
  const passing: Track = {
    ...track,
    symptom,
    passingSinceAt: track.passingSinceAt ?? now,
    passingReadings: track.passingSinceAt === undefined ? 1 : track.passingReadings + (isNewReading ? 1 : 0),
    readAt: Math.max(track.readAt, judgement.readAt),
  };
  const isHeld = symptom.flapping !== undefined;
  const kind = begins ? (isHeld ? "updated" : "recovering") : track.symptom.isUnknown ? "unknown" : undefined;
  const told: Advanced = kind
    ? { track: { ...passing, toldAt: now }, changes: [{ kind, at: now, symptom }] }
    : { track: passing, changes: [] };
  const { flapping } = symptom;
  if (flapping === undefined) return clearIfDue(told, judgement, mode, now);
  // Held: not over before it was calm. What is gone cannot come again.
  if (judgement.verdict !== "gone" && !isHoldOver(flapping, passing.passingSinceAt, now)) return told;
  return endHold(told, judgement, mode, now);
}

/** Calm for long enough: it is over, or from here on each change is told as of any other. */
function endHold(held: Advanced, judgement: Judgement, mode: Mode, now: EpochMs): Advanced {
  if (held.track === undefined) return held;
  const { flapping: _over, ...symptom } = held.track.symptom;
  const calm: Advanced = { ...held, track: { ...held.track, symptom, beganAt: [], toldAt: now } };
  const cleared = clearIfDue(calm, judgement, mode, now);
  if (cleared.track === undefined || judgement.verdict === "gone") return cleared.track ? held : cleared;
  return { ...calm, changes: [...calm.changes, { kind: "recovering", at: now, symptom }] };
}

function clearIfDue(before: Advanced, judgement: Judgement, mode: Mode, now: EpochMs): Advanced {
  const { track } = before;
  if (track === undefined || track.passingSinceAt === undefined) return before;
  const isGone = judgement.verdict === "gone";
  const windowMs = judgement.clearAfterMs ?? mode.windows.clearAfterMs;
  const afterMs = isGone ? Math.min(windowMs, GONE_CLEARS_AFTER_MS) : windowMs;
  const readings = isGone ? 1 : mode.windows.clearAfterReadings;
  if (now - track.passingSinceAt < afterMs || track.passingReadings < readings) return before;
  const { absorbedBy: _cause, ...kept } = track.symptom;
  const symptom: Symptom = { ...kept, state: "cleared", clearedAt: now };
  return { track: undefined, changes: [...before.changes, { kind: "cleared", at: now, symptom }] };
}

/** An unknown source never clears and never raises: windows stand still, the passing run begins anew later. */
function loseSight(track: Track, now: EpochMs): Advanced {
  const { passingSinceAt: _run, ...rest } = track;
  if (track.symptom.isUnknown) return { track: { ...rest, passingReadings: 0 }, changes: [] };
  const { resumed } = track;
  if (resumed !== undefined && resumed.readAt === track.readAt) {
    const lookedForAt = resumed.lookedForAt ?? now;
    if (now - lookedForAt < FIRST_READING_MS)
      return { track: { ...rest, resumed: { ...resumed, lookedForAt } }, changes: [] };
  }
  const symptom: Symptom = { ...track.symptom, isUnknown: true };
  return {
    track: { ...rest, passingReadings: 0, symptom, toldAt: now },
    changes: [{ kind: "unknown", at: now, symptom }],
  };
}

const wordsOf = (judgement: Judgement) => ({
  severity: judgement.severity,
  part: judgement.part,
  title: judgement.title,
  summary: judgement.summary,
  ...(judgement.variant !== undefined && { variant: judgement.variant }),
  blast: judgement.blast,
  facts: judgement.facts,
});

/** New evidence first; a probe's newer reading takes the place of its older one, journal lines stand each for itself. */
function merged(fresh: readonly Evidence[], known: readonly Evidence[]): readonly Evidence[] {
  if (fresh.length === 0) return known;
  const keys = new Set(fresh.map(keyOf));
  return bounded([...fresh, ...known.filter((evidence) => !keys.has(keyOf(evidence)))]);
}

/** What preceded stands last, and is not pushed out by what came later. */
function bounded(all: readonly Evidence[]): readonly Evidence[] {
  const preceding = all.filter(({ isPreceding }) => isPreceding);
  const proof = all.filter(({ isPreceding }) => !isPreceding);
  return [...proof.slice(0, MAX_EVIDENCE - preceding.length), ...preceding];
}

function keyOf({ at, source, text, isPreceding }: Evidence): string {
  // A change is one, also when more of it is known than before.
  if (isPreceding) return `${source} ${at} ${text.split(" ")[0]}`;
  return source.startsWith("journal") ? `${source} ${text}` : source;
}
