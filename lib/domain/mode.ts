import type { PartId } from "./anatomy.ts";
import type { HostState } from "./host-state.ts";
import type { Severity } from "./severity.ts";
import type { SignalKind } from "./signal.ts";
import type { BlastRadius, Evidence, ModeId, Symptom } from "./symptom.ts";
import type { EpochMs } from "./time.ts";

/** What one mode says about one subject at one moment. */
export interface Judgement {
  readonly subject: string;
  /** failing: a decisive reading says so. passing: a decisive reading says it is fine. unknown: nobody can say. gone: the subject no longer exists. */
  readonly verdict: "failing" | "passing" | "unknown" | "gone";
  readonly variant?: string;
  readonly severity: Severity;
  readonly part: PartId;
  readonly title: string;
  readonly summary: string;
  /** When the newest reading that decided was made. Judging one reading twice is one reading. */
  readonly readAt: EpochMs;
  /** When it began, where evidence tells; else the moment of the first failing judgement is taken. */
  readonly sinceAt?: EpochMs;
  readonly evidence: readonly Evidence[];
  readonly blast: BlastRadius;
  readonly facts: Readonly<Record<string, string>>;
  /** In place of the mode's window, where this case needs another. */
  readonly raiseAfterMs?: number;
  readonly clearAfterMs?: number;
}

/** When coming and going is held as one: `times` failing within `withinMs`, until it passed for `calmMs` in one go. */
export interface FlapWindows {
  readonly times: number;
  readonly withinMs: number;
  readonly calmMs: number;
}

/** Data of a mode: how long until it counts, how long until it is over. Windows carry their reason beside them. */
export interface ModeWindows {
  /** From the first failing reading to raised. */
  readonly raiseAfterMs: number;
  /** Failing readings needed before raised, beside the time. */
  readonly raiseAfterReadings: number;
  /** Passing for this long, without a failing reading, clears. */
  readonly clearAfterMs: number;
  /** Passing readings needed before cleared, beside the time. */
  readonly clearAfterReadings: number;
  /** Where the usual windows of flapping do not fit; "own" where the mode itself is about coming and going. */
  readonly flapping?: FlapWindows | "own";
}

/**
 * One failure mode: pure knowledge. `judge` says something about every subject it knows;
 * a subject it says nothing about keeps its state. `open` are this mode's symptoms that
 * have not cleared: a subject which left can be judged `gone`, and limits can have a lower edge.
 */
export interface Mode {
  readonly id: ModeId;
  /** Kinds of signal after which it is worth judging again. Every mode is judged each second as well. */
  readonly inputs: readonly SignalKind[];
  readonly windows: ModeWindows;
  readonly judge: (host: HostState, now: EpochMs, open: readonly Symptom[]) => readonly Judgement[];
}
