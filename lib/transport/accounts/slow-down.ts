import { FoghornError } from "../../domain/errors.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../domain/time.ts";

/*
 * Failed sign-ins make the next one slower, by who asks and for whom. Nobody is locked out: the right
 * password always works, at worst some seconds late.
 */

export interface Failures {
  readonly count: number;
  readonly lastAt: EpochMs;
}

/** A key without a failure for this long starts anew. */
export const FORGET_AFTER_MS = 15 * MINUTE_MS;
const REMEMBERED_KEYS = 10_000;

/** Typing mistakes cost nothing; then 1, 2, 4, 8 … s. */
const FREE_FAILURES = 3;

/** How long an attempt must wait; `limitMs` caps what one person can be made to wait by another. */
export function delayMs(failures: Failures | undefined, now: EpochMs, limitMs: number): number {
  if (failures === undefined || now - failures.lastAt >= FORGET_AFTER_MS) return 0;
  const beyond = failures.count - FREE_FAILURES;
  return beyond < 0 ? 0 : Math.min(limitMs, SECOND_MS * 2 ** Math.min(beyond, 20));
}

export const withFailure = (failures: Failures | undefined, now: EpochMs): Failures => ({
  count: failures === undefined || now - failures.lastAt >= FORGET_AFTER_MS ? 1 : failures.count + 1,
  lastAt: now,
});

/** One address and one name together: a guesser's own wait. Name alone: so low that its owner gets in. */
const LIMITS_MS = { pair: 30 * SECOND_MS, address: 10 * SECOND_MS, name: 3 * SECOND_MS } as const;

/** So many tries of one pair may wait at once; more are told to come back. */
const WAITING_PER_PAIR = 10;

export interface Attempt {
  readonly delayMs: number;
  /** To be called once, when the outcome is known. */
  readonly settle: (isRight: boolean) => void;
}

/** An attempt counts as failed from its begin on: a thousand at once are not a thousand first ones. */
export function createSlowDown(now: () => EpochMs): {
  readonly begin: (address: string, nameKey: string) => Attempt;
} {
  const seen = new Map<string, Failures>();
  const waiting = new Map<string, number>();
  return {
    begin: (address, nameKey) => {
      const pair = `pair ${address} ${nameKey}`;
      const shared = [`address ${address}`, `name ${nameKey}`] as const;
      const isWaiting = waiting.get(pair) ?? 0;
      if (isWaiting >= WAITING_PER_PAIR) {
        throw new FoghornError("rate-limited", "Too many tries at once. Try again in a minute.");
      }
      const at = now();
      const delay = Math.max(
        delayMs(seen.get(pair), at, LIMITS_MS.pair),
        delayMs(seen.get(shared[0]), at, LIMITS_MS.address),
        delayMs(seen.get(shared[1]), at, LIMITS_MS.name),
      );
      waiting.set(pair, isWaiting + 1);
      for (const key of [pair, ...shared]) remember(seen, key, withFailure(seen.get(key), at));
      return {
        delayMs: delay,
        settle: (isRight) => {
          const left = (waiting.get(pair) ?? 1) - 1;
          if (left > 0) waiting.set(pair, left);
          else waiting.delete(pair);
          if (!isRight) return;
          seen.delete(pair);
          for (const key of shared) takeBack(seen, key);
        },
      };
    },
  };
}

function remember(seen: Map<string, Failures>, key: string, failures: Failures): void {
  // Set anew, as a map keeps the order in which keys came: the oldest goes first.
  seen.delete(key);
  seen.set(key, failures);
  const [oldest] = seen.keys();
  if (seen.size > REMEMBERED_KEYS && oldest !== undefined) seen.delete(oldest);
}

/** What a right attempt had been counted for. */
function takeBack(seen: Map<string, Failures>, key: string): void {
  const failures = seen.get(key);
  if (failures === undefined) return;
  if (failures.count <= 1) seen.delete(key);
  else seen.set(key, { ...failures, count: failures.count - 1 });
}
