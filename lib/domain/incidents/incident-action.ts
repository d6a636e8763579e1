import type { ActionOutcome, PlannedAction } from "../action.ts";
import type { UserId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

/** An action of an incident, as its entries tell it. */
export interface IncidentAction extends PlannedAction {
  readonly by: { readonly userId: UserId; readonly name: string };
  /** asked: waits for a second person. running: the intent is stored, and no end is known yet. */
  readonly state: "asked" | "withdrawn" | "running" | ActionOutcome;
  readonly at: EpochMs;
  /** Of one that is asked for: it ends by itself then. */
  readonly expiresAt?: EpochMs;
  readonly agreedBy?: string;
  /** What the daemon or the gate said at the end. */
  readonly text?: string;
  readonly durationMs?: number;
  /** Of an unknown end: what a person found out. */
  readonly happened?: boolean;
}
