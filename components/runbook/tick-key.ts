import type { EpochMs } from "#lib/domain/time.ts";

/** So long a key that was meant for the step before may still arrive. */
const SETTLE_MS = 1_500;

/** Whether the key that ticks is meant for the step it would hit: not right after the list moved by itself. */
export const isTickMeant = (movedAt: EpochMs | undefined, now: EpochMs): boolean =>
  movedAt === undefined || now - movedAt >= SETTLE_MS;
