import { precedingEvidence } from "../changes/preceding.ts";
import { dataRootDisk } from "../fold-facts.ts";
import type { HostState } from "../host-state.ts";
import type { HostId, SymptomId } from "../ids.ts";
import type { Judgement, Mode } from "../mode.ts";
import { MODES } from "../modes/index.ts";
import { isPodman } from "../modes/shared/host-facts.ts";
import type { SignalKind } from "../signal.ts";
import { identityKey, type ModeId, type Symptom, type SymptomChange } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";
import { absorb, hiddenModes, hidesAnything } from "./absorb.ts";
import { advance, resume } from "./advance.ts";
import { isOfDockerd } from "./not-on-podman.ts";
import type { Track } from "./track.ts";
import { lookAway } from "./unseen.ts";

const MAX_ENDED = 500;
// A new image is told by the next list, a version a minute after the engine came back with it.
const LEARNT_WITHIN_MS = 2 * MINUTE_MS;

/** What is open on one host, between two judgements. A value: `detect` makes the next one. */
export interface Detection {
  readonly hostId: HostId;
  readonly tracks: ReadonlyMap<string, Track>;
  /** When failing began in the lives of what has cleared, newest last: the same again may be flapping. */
  readonly ended: ReadonlyMap<string, readonly EpochMs[]>;
}

export interface Detected {
  readonly detection: Detection;
  readonly changes: readonly SymptomChange[];
}

/** Detection of one host, going on with what had not cleared when Foghorn stopped. */
export function startDetection(hostId: HostId, openSymptoms: readonly Symptom[]): Detection {
  const open = openSymptoms.filter((symptom) => symptom.hostId === hostId && symptom.state !== "cleared");
  return {
    hostId,
    tracks: new Map(open.map((symptom) => [identityKey(symptom), resume(symptom)])),
    ended: new Map(),
  };
}

/** Nobody looks at this host any more: what is open stays open, unknown from here on. */
export function stopDetection(detection: Detection, now: EpochMs): Detected {
  const left = Array.from(detection.tracks, ([key, track]) => {
    const symptom: Symptom = { ...lookAway(track.symptom, now), isUnknown: true };
    return { key, track: { ...track, symptom }, wasUnknown: track.symptom.isUnknown };
  });
  return {
    detection: { ...detection, tracks: new Map(left.map(({ key, track }) => [key, track])) },
    changes: left.map(({ track: { symptom }, wasUnknown }) => ({
      kind: wasUnknown ? "updated" : "unknown",
      at: now,
      symptom,
    })),
  };
}

export const openSymptoms = (detection: Detection): readonly Symptom[] =>
  Array.from(detection.tracks.values(), ({ symptom }) => symptom);

/**
 * Judges what the changed signals can tell about, or everything on a tick (once a second: windows end
 * without a signal). Same state, same time, same answer.
 */
export function detect(
  detection: Detection,
  host: HostState,
  changed: ReadonlySet<SignalKind> | "tick",
  now: EpochMs,
  newId: () => SymptomId,
  modes: readonly Mode[] = MODES,
): Detected {
  const tracks = new Map(detection.tracks);
  let ended = detection.ended;
  const changes: SymptomChange[] = [];
  // Sorted once: a host may have a risk for each of its containers.
  const openByMode = Map.groupBy(openSymptoms(detection), ({ mode }) => mode);
  let hidden = hiddenModes(openSymptoms(detection));
  const isOnPodman = isPodman(host);
  for (const mode of modes) {
    const open = openByMode.get(mode.id) ?? [];
    if (changed !== "tick" && !mode.inputs.some((kind) => changed.has(kind))) {
      // What was just found may hide it: until the next tick it would stand there for itself.
      if (hidden.has(mode.id)) loseSightOf(open, tracks, mode, detection.hostId, now, newId, changes);
      continue;
    }
    const isHidden = hidden.has(mode.id) || (isOnPodman && isOfDockerd(mode.id));
    const changesBefore = changes.length;
    for (const judgement of mode.judge(host, now, open)) {
      const key = identityKey({ hostId: detection.hostId, mode: mode.id, subject: judgement.subject });
      const known = isHidden
        ? asUnknown(judgement)
        : withPreceding(withHostValues(judgement, host), mode.id, tracks.get(key), host);
      const track = tracks.get(key);
      const advanced = advance(track, known, mode, detection.hostId, now, newId, ended.get(key));
      changes.push(...advanced.changes);
      if (advanced.track !== undefined) tracks.set(key, advanced.track);
      else if (track !== undefined) {
        tracks.delete(key);
        ended = withEnded(ended, key, track.beganAt);
      }
    }
    // Also those the mode says nothing about: their source is away, whatever was last read.
    if (isHidden) loseSightOf(open, tracks, mode, detection.hostId, now, newId, changes);
    // Causes stand before what they hide, and may have just been seen.
    if (changes.length > changesBefore && hidesAnything(mode.id))
      hidden = hiddenModes(Array.from(tracks.values(), ({ symptom }) => symptom));
  }
  return {
    detection: { ...detection, tracks, ended },
    changes: withAbsorption(tracks, changes, host.startedAt, now),
  };
}

/** Runbooks name the data root also where the symptom was found without it: in a line of the log, say. */
function withHostValues(judgement: Judgement, host: HostState): Judgement {
  if (judgement.verdict !== "failing" || judgement.facts.dataRoot !== undefined) return judgement;
  const dataRoot =
    host.info.lastGood?.reading.dataRoot ?? dataRootDisk(host, host.facts.disk.last?.fact.disks ?? [])?.path;
  return dataRoot ? { ...judgement, facts: { ...judgement.facts, dataRoot } } : judgement;
}

/** With what was changed shortly before it began; where it goes on, only while that may still become known. */
function withPreceding(
  judgement: Judgement,
  mode: ModeId,
  track: Track | undefined,
  host: HostState,
): Judgement {
  const { verdict, severity } = judgement;
  if (verdict !== "failing" || severity === "notice" || host.changes.length === 0) return judgement;
  const sinceAt = track?.symptom.sinceAt ?? judgement.sinceAt ?? judgement.readAt;
  if (judgement.readAt - sinceAt > LEARNT_WITHIN_MS) return judgement;
  const preceding = precedingEvidence(host, mode, judgement.subject, sinceAt);
  return preceding.length === 0
    ? judgement
    : { ...judgement, evidence: [...judgement.evidence, ...preceding] };
}

/** Those that ended last: a symptom that comes back does so soon. */
function withEnded(ended: Detection["ended"], key: string, beganAt: readonly EpochMs[]): Detection["ended"] {
  const next = new Map(ended);
  next.delete(key);
  next.set(key, beganAt);
  const [oldest] = next.keys();
  if (next.size > MAX_ENDED && oldest !== undefined) next.delete(oldest);
  return next;
}

const asUnknown = (judgement: Judgement): Judgement => ({ ...judgement, verdict: "unknown" });

function loseSightOf(
  open: readonly Symptom[],
  tracks: Map<string, Track>,
  mode: Mode,
  hostId: HostId,
  now: EpochMs,
  newId: () => SymptomId,
  changes: SymptomChange[],
): void {
  for (const symptom of open) {
    const key = identityKey(symptom);
    const track = tracks.get(key);
    if (track === undefined || track.symptom.isUnknown) continue;
    const judgement: Judgement = { ...symptom, verdict: "unknown", readAt: track.readAt };
    const advanced = advance(track, judgement, mode, hostId, now, newId);
    if (advanced.track !== undefined) tracks.set(key, advanced.track);
    changes.push(...advanced.changes);
  }
}

/** Sets who explains whom, in the tracks and in what is handed on; a change of that alone is an update. */
function withAbsorption(
  tracks: Map<string, Track>,
  changes: readonly SymptomChange[],
  lookedFromAt: EpochMs,
  now: EpochMs,
): readonly SymptomChange[] {
  const causeOf = absorb(
    Array.from(tracks.values(), ({ symptom }) => symptom),
    lookedFromAt,
  );
  const updates: SymptomChange[] = [];
  for (const [key, track] of tracks) {
    const cause = causeOf.get(track.symptom.id);
    if (cause === track.symptom.absorbedBy) continue;
    const symptom = explainedBy(track.symptom, cause);
    tracks.set(key, { ...track, symptom });
    updates.push({ kind: "updated", at: now, symptom });
  }
  if (updates.length === 0) return changes;
  const byId = new Map(updates.map((update) => [update.symptom.id, update.symptom]));
  const told = new Set(changes.map(({ symptom }) => symptom.id));
  const corrected = changes.map((change) =>
    byId.has(change.symptom.id) && change.kind !== "cleared"
      ? { ...change, symptom: explainedBy(change.symptom, byId.get(change.symptom.id)?.absorbedBy) }
      : change,
  );
  return [...corrected, ...updates.filter(({ symptom }) => !told.has(symptom.id))];
}

function explainedBy(symptom: Symptom, cause: SymptomId | undefined): Symptom {
  const { absorbedBy: _before, ...rest } = symptom;
  return cause === undefined ? rest : { ...rest, absorbedBy: cause };
}
