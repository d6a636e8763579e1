import type { HostId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { ModeId, SymptomChange } from "../symptom.ts";
import type { EpochMs } from "../time.ts";
import type { TimelineEntry } from "../timeline.ts";

/* A game day: a host of the lab is broken for real, and people work on it as they would at night. */

/** What the lab knows of a drill: it broke the host, and looked at it again at the end. */
export interface DrillRun {
  /** With its variant: "daemon-hung:stopped". */
  readonly fault: string;
  /** What was done to the host. */
  readonly did: string;
  readonly mode: ModeId;
  readonly hostId: HostId;
  /** Version of the engine, as it says itself: "26.1.5". */
  readonly engine: string;
  readonly begunAt: EpochMs;
  readonly endedAt: EpochMs;
  /** over: every incident of the host had ended. interrupted: somebody ended the drill before that. */
  readonly end: "over" | "interrupted";
  /** What the lab found of its fault then. */
  readonly left: "healed" | "broken";
  /** What else was not as before the drill, in the lab's words. Empty is nothing. */
  readonly amiss: readonly string[];
}

/** One incident of the host, with everything that was written about it. */
export interface DrillRoom {
  readonly incident: Incident;
  /** By `seq`. */
  readonly entries: readonly TimelineEntry[];
  /** The texts its checklists work with and what they are for, in the order in which they were opened. */
  readonly checklists: readonly {
    readonly runbook: Runbook;
    readonly hostId?: HostId;
    readonly subject: string;
  }[];
}

export interface Drilled {
  readonly run: DrillRun;
  /** All of the host since it was broken, oldest first. */
  readonly changes: readonly SymptomChange[];
  readonly rooms: readonly DrillRoom[];
}
