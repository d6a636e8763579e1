import type { FlapWindows, ModeWindows } from "../mode.ts";
import type { Flapping, Symptom } from "../symptom.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";

/**
 * Four changes within ten minutes are the catalogue's flapping: it failed, passed, failed, passed and fails. As long as
 * that window nothing may fail before it is over, so that of what made the pattern nothing is left.
 */
export const FLAPPING: FlapWindows = { times: 3, withinMs: 10 * MINUTE_MS, calmMs: 10 * MINUTE_MS };

/** The windows of a mode; undefined where it damps its own kind of coming and going. */
export const flapWindowsOf = ({ flapping }: ModeWindows): FlapWindows | undefined =>
  flapping === "own" ? undefined : (flapping ?? FLAPPING);

/** When failing began, with one more begin; those out of the window are forgotten. */
export function withBegin(
  beganAt: readonly EpochMs[],
  at: EpochMs,
  windows: ModeWindows,
): readonly EpochMs[] {
  const flap = flapWindowsOf(windows);
  if (flap === undefined) return [at];
  return [...beganAt.filter((before) => at - before <= flap.withinMs), at].slice(-flap.times);
}

/** What a symptom that just began to fail is held as: what it was held as before, counted on, or by the pattern of its begins. */
export function flappingOf(
  beganAt: readonly EpochMs[],
  windows: ModeWindows,
  before?: Flapping,
): Flapping | undefined {
  const lastAt = beganAt.at(-1);
  if (lastAt === undefined) return before;
  if (before !== undefined) return { ...before, times: before.times + 1, lastAt };
  const flap = flapWindowsOf(windows);
  const [sinceAt] = beganAt;
  if (flap === undefined || sinceAt === undefined || beganAt.length < flap.times) return undefined;
  return { sinceAt, lastAt, times: beganAt.length, calmMs: flap.calmMs };
}

/** Calm for long enough: what comes now is told again. */
export const isHoldOver = (flapping: Flapping, passingSinceAt: EpochMs | undefined, now: EpochMs): boolean =>
  passingSinceAt !== undefined && now - passingSinceAt >= flapping.calmMs;

/** "3 times in 5 min; held until 10 min calm" */
export function flappingText({ times, sinceAt, lastAt, calmMs }: Flapping): string {
  const minutes = (ms: number): number => Math.max(1, Math.ceil(ms / MINUTE_MS));
  return `${times} times in ${minutes(lastAt - sinceAt)} min; held until ${minutes(calmMs)} min calm`;
}

/** Why there is one row and not one for each change: the reason of the mode, or of what damps all modes. */
export const dampedText = ({ flapping, facts }: Pick<Symptom, "flapping" | "facts">): string | undefined =>
  flapping === undefined ? facts.damped : flappingText(flapping);
