import type { Severity } from "../severity.ts";
import type { LogUnit } from "../signal.ts";
import type { ModeId } from "../symptom.ts";

/** Who says a line. `client`: docker, compose, kubelet and others; heard only in pasted lines. */
export type Voice = Exclude<LogUnit, "container"> | "client";

/** A form of line that means something. */
export interface Signature {
  readonly id: string;
  /** Who must have written it. */
  readonly units: readonly Voice[];
  /** Tested against the message and its fields, one to a line, unescaped. */
  readonly pattern: RegExp;
  /** A few words for the mark beside the line. */
  readonly label: string;
  /** The mode it is evidence for; absent where it only tells the time of something. */
  readonly mode?: ModeId;
  /** Absent where the line by itself is no failure. */
  readonly severity?: Severity;
  /** Of a line with a level: the daemon wrote it while it ran. Absent: the same. */
  readonly severityWhileRunning?: Severity;
  /** Also in lines of level info and below, where normal life is told. */
  readonly isQuiet?: true;
  /** What a deeper fault leaves behind as well: stands after the causes when both are found. */
  readonly isEffect?: true;
  /** Said of every failure of its kind, whatever the reason: stands after all others. */
  readonly isLeast?: true;
  /** Words of many programs: in pasted lines heard only where it is certain that one of `units` wrote them. */
  readonly isAnybodys?: true;
  /** A line beside it, in the same paste, that makes normal life of it: an end that was asked for. */
  readonly isNormalBeside?: RegExp;
  /** Once is normal life: means something from the second line of a paste on. */
  readonly isRepeated?: true;
  /** Asked of pasted lines alone: where the host itself is at hand, its readings tell better. */
  readonly isOfPaste?: true;
}
