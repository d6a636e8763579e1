import { FoghornError } from "../../domain/errors.ts";

/** Runs so many works at once, lets so many more wait, and rejects with `rate-limited` beyond. */
export function createTurns(atOnce: number, waitingLimit: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (waiting.length >= waitingLimit) {
        throw new FoghornError("rate-limited", "Too many sign-ins at once. Try again in a moment.");
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The turn is handed on, so `running` stays as it is while somebody waits.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
