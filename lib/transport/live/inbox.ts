import type { LiveLimits } from "./limits.ts";

/**
 * What a browser sends, at most so many messages a second: more wait, far more are a flood.
 * A page that changes views quickly is slowed for a moment, not thrown out.
 */
export function createInbox(
  limits: LiveLimits,
  take: (text: string) => void,
  flooded: () => void,
): { readonly push: (text: string) => void; readonly stop: () => void } {
  const waiting: string[] = [];
  let takenAt: number[] = [];
  let timer: NodeJS.Timeout | undefined;

  const drain = () => {
    timer = undefined;
    const now = performance.now();
    takenAt = takenAt.filter((at) => now - at < 1_000);
    while (waiting.length > 0 && takenAt.length < limits.messagesPerSecond) {
      takenAt.push(now);
      take(waiting.shift() ?? "");
    }
    const [first] = takenAt;
    if (waiting.length > 0 && first !== undefined)
      timer = setTimeout(drain, Math.max(1, first + 1_000 - now));
  };

  return {
    push(text) {
      if (waiting.length >= limits.waitingMessages) return flooded();
      waiting.push(text);
      if (timer === undefined) drain();
    },
    stop() {
      clearTimeout(timer);
      waiting.length = 0;
    },
  };
}
