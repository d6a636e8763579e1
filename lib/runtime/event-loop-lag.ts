import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 20;
const WINDOW_MS = 5_000;

/** 99th percentile of the event loop's delay over the last five seconds, in ms: a vital of the console itself. */
export function watchEventLoop(): { readonly p99Ms: () => number; readonly stop: () => void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let p99Ms = 0;
  const timer = setInterval(() => {
    // The histogram counts its own timer's interval in.
    p99Ms = Math.max(0, Math.round(histogram.percentile(99) / 1e6 - RESOLUTION_MS));
    histogram.reset();
  }, WINDOW_MS);
  timer.unref();
  return {
    p99Ms: () => p99Ms,
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
