import type { Socket } from "node:net";
import { SECOND_MS } from "../../domain/time.ts";
import { type ApiAnswer, exchangeAlone, type Timed } from "./api.ts";
import type { DaemonLink } from "./daemon-link.ts";
import { ApiError } from "./failure.ts";

/*
 * A hung daemon accepts nothing, and what is closed unheard stays in its queue all the same: a new ping every two
 * seconds would fill it in an hour or two, and then nobody else gets in. So one ping waits for its answer, however many
 * ask meanwhile; each of those waits for the same one, with a deadline of its own.
 */

/** A ping that waits longer is given up for another: somebody in between may have lost it. */
const HELD_MS = 300 * SECOND_MS;

export interface Pings {
  /** Whether `/_ping` answers within the deadline. Throws only the caller's abort reason. */
  readonly ask: (signal: AbortSignal) => Promise<Timed<ApiAnswer>>;
  /** Takes back the one that waits. */
  readonly close: () => void;
}

/** Each of these pings connects anew, unless one before it still waits: it is the question whether that is possible. */
export function createPings(link: DaemonLink, deadlineMs: number, heldMs: number = HELD_MS): Pings {
  const closing = new AbortController();
  let waiting: Promise<Timed<ApiAnswer>> | undefined;

  async function fly(): Promise<Timed<ApiAnswer>> {
    let startedAt = performance.now();
    let socket: Socket | undefined;
    const opening = AbortSignal.any([AbortSignal.timeout(deadlineMs), closing.signal]);
    try {
      socket = await link.open(opening, () => {
        startedAt = performance.now();
      });
      const held = AbortSignal.any([AbortSignal.timeout(heldMs), closing.signal]);
      const value = await exchangeAlone(link, socket, "/_ping", held);
      return { ok: true, durationMs: performance.now() - startedAt, value };
    } catch (thrown) {
      const isSilent = socket === undefined && opening.aborted;
      const error = await link.explain(isSilent ? silence() : thrown);
      return { ok: false, durationMs: performance.now() - startedAt, error };
    } finally {
      socket?.destroy();
      waiting = undefined;
    }
  }

  const silence = (): ApiError => new ApiError("timeout", `no answer within ${deadlineMs} ms`);

  async function ask(signal: AbortSignal): Promise<Timed<ApiAnswer>> {
    signal.throwIfAborted();
    const askedAt = performance.now();
    const isJoined = waiting !== undefined;
    waiting ??= fly();
    const found = await within(waiting, deadlineMs, signal);
    if (found === undefined)
      return { ok: false, durationMs: performance.now() - askedAt, error: await link.explain(silence()) };
    // It came over a connection of before: what is there now, another one tells.
    if (isJoined && !found.ok && !closing.signal.aborted) return ask(signal);
    return isJoined && found.ok ? { ...found, durationMs: performance.now() - askedAt } : found;
  }

  return { ask, close: () => closing.abort(new ApiError("connection-reset", "closed")) };
}

/** Undefined when the time is over first; throws the abort's reason. */
function within<Value>(
  promise: Promise<Value>,
  timeMs: number,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => end(() => reject(signal.reason));
    const timer = setTimeout(() => end(() => resolve(undefined)), timeMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}
