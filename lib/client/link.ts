import type { EpochMs } from "../domain/time.ts";

/** The reader's own connection, as the top bar tells it. */
export interface Link {
  readonly state: "live" | "lagging" | "lost" | "connecting";
  readonly since: EpochMs;
  readonly lagMs: number;
}

/** The server says its time this often. */
export const HEARTBEAT_MS = 5_000;
/** Design: lagging from here on. */
export const LAGGING_MS = 5_000;
/** A socket this silent is dead although nobody closed it (a laptop that slept, a cut cable). */
export const SILENT_MS = 15_000;

/** How far behind the screen is: lateness of the last message, or how overdue the next one is. */
export function lagMs(now: EpochMs, lastHeardAt: EpochMs, delayMs: number): number {
  return Math.max(0, delayMs, now - lastHeardAt - HEARTBEAT_MS);
}

/** Same state keeps its `since`; same figures keep the object, so nothing is drawn again. */
export function nextLink(before: Link, state: Link["state"], lag: number, now: EpochMs): Link {
  if (before.state === state && before.lagMs === lag) return before;
  return { state, lagMs: lag, since: before.state === state ? before.since : now };
}
