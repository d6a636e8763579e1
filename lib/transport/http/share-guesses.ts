import { FoghornError } from "../../domain/errors.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";

/*
 * A token has 256 bits and is not found by trying; who tries all the same must not keep the database busy. Links that
 * open cost nothing, so many readers behind one address are no guessers.
 */

const WINDOW_MS = MINUTE_MS;
const WRONG_TOKENS = 30;
const REMEMBERED_ADDRESSES = 10_000;

export interface ShareGuesses {
  /** Throws `rate-limited` for an address from which too many tokens opened nothing within a minute. */
  readonly admit: (address: string, now: EpochMs) => void;
  /** A token from there opened nothing. */
  readonly failed: (address: string, now: EpochMs) => void;
}

export function createShareGuesses(): ShareGuesses {
  const wrong = new Map<string, { readonly since: EpochMs; readonly count: number }>();
  const recent = (address: string, now: EpochMs) => {
    const found = wrong.get(address);
    return found !== undefined && now - found.since < WINDOW_MS ? found : { since: now, count: 0 };
  };
  return {
    admit(address, now) {
      if (recent(address, now).count < WRONG_TOKENS) return;
      throw new FoghornError(
        "rate-limited",
        "Too many links were tried from this address. Try again in a minute.",
      );
    },
    failed(address, now) {
      const { since, count } = recent(address, now);
      // The oldest goes first: a flood of addresses forgets addresses, and grows nothing.
      wrong.delete(address);
      wrong.set(address, { since, count: count + 1 });
      for (const [oldest] of wrong) {
        if (wrong.size <= REMEMBERED_ADDRESSES) break;
        wrong.delete(oldest);
      }
    },
  };
}
