import type { Symptom, SymptomChange } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

export interface Advanced {
  /** Undefined once cleared, or when there never was a symptom. */
  readonly track: Track | undefined;
  readonly changes: readonly SymptomChange[];
}

/** A symptom and what its windows count, which is nobody else's business. */
export interface Track {
  readonly symptom: Symptom;
  /** Begin of the failing run that lasts now or lasted last. */
  readonly failingSinceAt: EpochMs;
  readonly failingReadings: number;
  /** When the last failing runs began, also of this symptom's predecessors that cleared a while ago. */
  readonly beganAt: readonly EpochMs[];
  /** Begin of the passing run; an unknown stretch ends it, because nobody looked. */
  readonly passingSinceAt?: EpochMs;
  readonly passingReadings: number;
  /** Reading of the newest judgement that was counted. */
  readonly readAt: EpochMs;
  /** When a change was last handed on. */
  readonly toldAt: EpochMs;
  /** Of one that goes on after a restart: its newest reading until then, and since when another is looked for. */
  readonly resumed?: { readonly readAt: EpochMs; readonly lookedForAt?: EpochMs };
}
