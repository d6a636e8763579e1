import type { HostId, SymptomId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import type { Runbook, StepState } from "../runbook.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/** A session that was recorded once and is played again. */
export interface PlayedFrom {
  readonly recordedAt: EpochMs;
}

/** What a postmortem is made of. Give it redacted values: nothing here redacts. */
export interface PostmortemInput {
  readonly incident: Incident;
  /** All of them, in order. */
  readonly entries: readonly TimelineEntry[];
  readonly symptoms: readonly Symptom[];
  readonly checklists: readonly {
    readonly runbook: Runbook;
    readonly steps: readonly StepState[];
    /** What it was worked through for. */
    readonly hostId?: HostId;
    readonly subject: string;
    /** The symptom it was opened for. */
    readonly symptomId?: SymptomId;
  }[];
  readonly writtenAt: EpochMs;
  /** Set where it was not watched but played from a recording. */
  readonly recording?: PlayedFrom;
}
