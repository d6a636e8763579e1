import { MINUTE_MS, SECOND_MS } from "../../time.ts";

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = MINUTE_MS;
/** A life of this length starts the delays anew. */
export const LONG_LIFE_MS = 10 * SECOND_MS;

/**
 * How long Docker waits before the restart that follows this many quick exits in a row: 0.1 s doubling to
 * 51.2 s, then 60 s for ever. Ten restarts take about 1 min 45 s, every later one a minute.
 */
export const backoffMs = (quickExits: number): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(30, Math.max(0, quickExits - 1)));
