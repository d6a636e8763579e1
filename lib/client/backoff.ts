const FIRST_MS = 250;
const LAST_MS = 10_000; // someone at 3 a.m. does not wait longer than this for the page to come back

/**
 * Milliseconds before the next attempt, after so many that failed: doubling, and spread over the upper half,
 * so that all browsers do not return in the same instant after a restart.
 */
export function retryDelayMs(failures: number, random: number): number {
  const ceiling = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
