/** Lets one reader sleep until somebody has news for it. News that came while it was awake counts. */
export interface WakeUp {
  readonly wake: () => void;
  /** Resolves at the next news, or when the signal aborts. */
  readonly next: () => Promise<void>;
}

export function createWakeUp(signal: AbortSignal): WakeUp {
  let hasNews = false;
  let waiting: (() => void) | undefined;
  const wake = () => {
    hasNews = true;
    waiting?.();
  };
  signal.addEventListener("abort", wake, { once: true });
  return {
    wake,
    async next() {
      if (!hasNews && !signal.aborted) {
        await new Promise<void>((resolve) => {
          waiting = resolve;
        });
      }
      waiting = undefined;
      hasNews = false;
    },
  };
}
