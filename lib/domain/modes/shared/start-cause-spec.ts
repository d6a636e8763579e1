import type { PartId } from "../../anatomy.ts";
import type { HostState } from "../../host-state.ts";
import type { Evidence, ModeId } from "../../symptom.ts";
import type { EpochMs } from "../../time.ts";
import type { EngineSight } from "./engine-sight.ts";
import type { FoundLine } from "./log-lines.ts";

/** What a line says, in our words. */
export interface Told {
  readonly summary: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly title?: string;
}

/** A start cause as facts show it. */
export interface SeenCause extends Told {
  readonly readAt: EpochMs;
  readonly sinceAt?: EpochMs;
  readonly evidence: readonly Evidence[];
}

/** One reason why dockerd does not start. */
export interface StartCauseSpec {
  readonly id: ModeId;
  readonly part: PartId;
  /** While the daemon is down for it. */
  readonly title: string;
  readonly tell: (line: FoundLine) => Told;
  /** A full disk makes dockerd say the same: with no room left the disk is the cause, not this. */
  readonly isSaidOfFullDisk?: true;
  /** What other readings tell, without a word of dockerd; newer than its words where both are there. */
  readonly seenBy?: (host: HostState, now: EpochMs, sight: EngineSight) => SeenCause | undefined;
  /**
   * Also without a start that failed: a call or a container met it while the daemon runs on. `forMs`: so long after
   * the newest line it counts as there, because nothing tells when it is over.
   */
  readonly whileRunning?: {
    readonly signatureIds: readonly string[];
    readonly forMs: number;
    readonly title: string;
  };
}
