import type { WebSocket } from "ws";
import type { EpochMs } from "../../domain/time.ts";
import type { LiveLimits } from "./limits.ts";

/** The sending side of one socket. Knows when its reader has fallen behind. */
export interface Outbox {
  /** False when the message was not sent because the reader lags. */
  readonly send: (text: string) => boolean;
  /** Sent whatever the buffer holds, and resolved once the kernel took it: the slow way, with backpressure. */
  readonly sendAndWait: (text: string) => Promise<void>;
  /** Looks again; "recovered" once after each lag. */
  readonly look: (now: EpochMs) => "fine" | "lagging" | "recovered" | "undrained";
}

export function createOutbox(socket: WebSocket, limits: LiveLimits): Outbox {
  let lagsSinceAt: EpochMs | undefined;
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return false;
      if (lagsSinceAt === undefined && socket.bufferedAmount > limits.lagBytes) lagsSinceAt = Date.now();
      if (lagsSinceAt !== undefined) return false;
      socket.send(text);
      return true;
    },
    sendAndWait: (text) =>
      new Promise((resolve) => {
        // A closed socket answers with an error at once; whoever waits finds out by its own abort signal.
        socket.send(text, () => resolve());
      }),
    look(now) {
      if (lagsSinceAt === undefined) return "fine";
      if (socket.bufferedAmount < limits.resumeBytes) {
        lagsSinceAt = undefined;
        return "recovered";
      }
      return now - lagsSinceAt >= limits.undrainedMs ? "undrained" : "lagging";
    },
  };
}
