import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Audit } from "../runtime/runtime.ts";

// Somebody who keeps trying must not fill the disk; what is left out is counted.
const RECORDED_PER_MINUTE = 60;

export interface Refusal {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
}

export type RecordRefusal = (audit: Audit, refusal: Refusal, now: EpochMs) => Promise<void>;

/** Writes refusals to the audit log, so many a minute. Never fails the answer that refuses. */
export function createRefusalLog(): RecordRefusal {
  let windowStartedAt = 0;
  let recorded = 0;
  let leftOut = 0;
  return async (audit, { actor, action, subject, reason }, now) => {
    if (now - windowStartedAt >= MINUTE_MS) {
      windowStartedAt = now;
      recorded = 0;
    }
    if (recorded >= RECORDED_PER_MINUTE) {
      leftOut += 1;
      return;
    }
    recorded += 1;
    const detail = leftOut === 0 ? reason : `${reason} (${leftOut} more refusals before this one)`;
    leftOut = 0;
    try {
      await audit.write({ actor, action, subject: subject.slice(0, 300), detail });
    } catch (error) {
      console.error("A refusal could not be written to the audit log:", error);
    }
  };
}
