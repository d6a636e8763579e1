import type { Clock } from "../engine/ports.ts";

/** The only place that reads the system clock. */
export const systemClock: Clock = { now: () => Date.now() };
