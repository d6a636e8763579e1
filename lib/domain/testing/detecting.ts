import { type Detection, detect, openSymptoms, startDetection } from "../detect/detect.ts";
import { foldSignals, startHostState } from "../fold.ts";
import type { HostState } from "../host-state.ts";
import type { SymptomId } from "../ids.ts";
import type { Judgement, Mode } from "../mode.ts";
import { MODES } from "../modes/index.ts";
import type { Signal } from "../signal.ts";
import type { ModeId, Symptom, SymptomChange } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import { HOST, T0 } from "./builders.ts";

/** One judgement of a mode with nothing open before. */
export const judged = (mode: Mode, host: HostState, now: EpochMs): readonly Judgement[] =>
  mode.judge(host, now, []);

/** The subjects a mode finds failing. */
export const failing = (mode: Mode, host: HostState, now: EpochMs): readonly string[] =>
  judged(mode, host, now).flatMap(({ verdict, subject }) => (verdict === "failing" ? [subject] : []));

export interface Story {
  readonly changes: readonly SymptomChange[];
  readonly open: readonly Symptom[];
  readonly host: HostState;
  /** "seen 2000", "raised 12000": kinds with the time since T0, of one mode or all; updates left out. */
  readonly told: (mode?: ModeId) => readonly string[];
}

/** Numbered ids, so that a test can say which is which. */
export function numberedIds(): () => SymptomId {
  let count = 0;
  return () => {
    count += 1;
    return `s${count}` as SymptomId;
  };
}

/**
 * Plays signals into a host and judges after each, and once a second, until `untilAt`: what the engine
 * does, without a clock.
 */
export function play(
  signals: readonly Signal[],
  untilAt: EpochMs,
  options: { readonly modes?: readonly Mode[]; readonly open?: readonly Symptom[] } = {},
): Story {
  const { modes = MODES, open = [] } = options;
  const newId = numberedIds();
  const ordered = signals.toSorted((a, b) => a.at - b.at);
  let host = startHostState(HOST, T0);
  let detection: Detection = startDetection(HOST, open);
  const changes: SymptomChange[] = [];
  let index = 0;
  for (let now = T0; now <= untilAt; now += 1_000) {
    for (let signal = ordered[index]; signal !== undefined && signal.at <= now; signal = ordered[index]) {
      host = foldSignals(host, [signal]);
      const step = detect(detection, host, new Set([signal.kind]), signal.at, newId, modes);
      detection = step.detection;
      changes.push(...step.changes);
      index += 1;
    }
    const step = detect(detection, host, "tick", now, newId, modes);
    detection = step.detection;
    changes.push(...step.changes);
  }
  const told = (mode?: ModeId) =>
    changes.flatMap(({ kind, at, symptom }) =>
      kind === "updated" || (mode !== undefined && symptom.mode !== mode) ? [] : [`${kind} ${at - T0}`],
    );
  return { changes, open: openSymptoms(detection), host, told };
}

/** The same signal again every `everyMs`, first at `fromAt`, up to and without `untilAt`. */
export function every(
  everyMs: number,
  fromAt: EpochMs,
  untilAt: EpochMs,
  make: (at: EpochMs) => Signal,
): readonly Signal[] {
  return Array.from({ length: Math.max(0, Math.ceil((untilAt - fromAt) / everyMs)) }, (_, step) =>
    make(fromAt + step * everyMs),
  );
}
