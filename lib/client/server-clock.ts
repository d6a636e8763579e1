import type { EpochMs } from "../domain/time.ts";

/** How far this computer's clock is from the server's, and how late messages come. */
export interface ServerClock {
  /** Our clock minus the server's, from the fastest of the last messages. */
  readonly offsetMs: number;
  /** How much later than the fastest the last message came. */
  readonly delayMs: number;
  /** Differences seen last, at most twelve: a minute. */
  readonly recent: readonly number[];
}

export const startClock = (offsetMs: number): ServerClock => ({ offsetMs, delayMs: 0, recent: [] });

/** The fastest message had the least in its way, so it says most about the clocks. */
export function heardTime(clock: ServerClock, serverAt: EpochMs, receivedAt: EpochMs): ServerClock {
  const difference = receivedAt - serverAt;
  const recent = [...clock.recent.slice(-11), difference];
  const offsetMs = Math.min(...recent);
  return { offsetMs, delayMs: difference - offsetMs, recent };
}
