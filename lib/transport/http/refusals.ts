import type { Audit } from "../../runtime/runtime.ts";

// A person or script that keeps trying must not fill the disk; what is left out is counted.
const RECORDED_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

let windowStartedAt = 0;
let recorded = 0;
let leftOut = 0;

/** Writes a refusal of somebody who is signed in to the audit log. Never fails the answer. */
export async function recordRefusal(
  audit: Audit,
  actor: string,
  subject: string,
  reason: unknown,
  now: number = Date.now(),
): Promise<void> {
  if (now - windowStartedAt >= MINUTE_MS) {
    windowStartedAt = now;
    recorded = 0;
  }
  if (recorded >= RECORDED_PER_MINUTE) {
    leftOut += 1;
    return;
  }
  recorded += 1;
  const unwritten = leftOut;
  leftOut = 0;
  const because = reason instanceof Error ? reason.message : "refused";
  const detail = unwritten === 0 ? because : `${because} (${unwritten} more refusals before this one)`;
  try {
    await audit.write({ actor, action: "request.refused", subject: subject.slice(0, 300), detail });
  } catch (error) {
    console.error("A refusal could not be written to the audit log:", error);
  }
}
