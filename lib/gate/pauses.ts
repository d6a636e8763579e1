const TICK_MS = 250;
/** Longer than a burst of work or a collection of garbage takes. */
const PAUSE_MS = 1_000;

/** Whether this process was stopped or starved: its own clock ran on while it did nothing. */
export interface Pauses {
  /** Whether a pause ended after this time of `performance.now()`. */
  readonly since: (at: number) => boolean;
  readonly stop: () => void;
}

export function watchPauses(): Pauses {
  let tickedAt = performance.now();
  let endedAt = Number.NEGATIVE_INFINITY;
  // Also asked for in between: after a pause the timers that were due in it come in no useful order.
  function look(): void {
    const now = performance.now();
    if (now - tickedAt > TICK_MS + PAUSE_MS) endedAt = now;
    tickedAt = now;
  }
  const timer = setInterval(look, TICK_MS);
  timer.unref();
  return {
    since(at) {
      look();
      return endedAt >= at;
    },
    stop: () => clearInterval(timer),
  };
}
