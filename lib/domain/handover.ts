import type { UserId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** What a watch leaves to the next one, in its own words. The last one stands on the quiet Watch. */
export interface Handover {
  readonly id: string;
  readonly markdown: string;
  readonly by: { readonly userId: UserId; readonly name: string };
  readonly at: EpochMs;
}

/** Somebody who was just woken reads it: it is a note, not a report. */
export const HANDOVER_LIMIT = 4_000;
