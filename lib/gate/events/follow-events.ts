import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "../../domain/time.ts";
import type { DaemonLink } from "../docker/daemon-link.ts";
import { ApiError, toApiError } from "../docker/failure.ts";
import { parseEventJson } from "../docker/json.ts";
import { getRaw, type RawAnswer } from "../docker/raw-get.ts";
import type { SpoolEntry } from "../spool/spool.ts";
import { createContinuity } from "./continuity.ts";
import { isSpooled, toDockerEvent, toRawEvent } from "./project-event.ts";
import { splitLines } from "./split-lines.ts";

export interface EventsOptions {
  readonly link: DaemonLink;
  /** The path's version, "v1.41"; asks the daemon when it is not known. Throws ApiError. */
  readonly version: (signal: AbortSignal) => Promise<string>;
  /** Whether the daemon answers, by a ping of its own; undefined when none was made. */
  readonly isAlive: (signal: AbortSignal) => Promise<boolean | undefined>;
  readonly emit: (entry: SpoolEntry) => void;
  readonly redact: (text: string) => string;
  readonly now: () => number;
}

// The daemon replays its memory with the headers; silence for this long means that it has none.
const REPLAY_SILENCE_MS = 1_500;
const IDLE_CHECK_MS = 5 * SECOND_MS;
const FAILED_CHECKS = 2;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5 * SECOND_MS;
// While systemd says that a connect would start the daemon, only systemd is asked.
const NOT_TRIED_DELAY_MS = SECOND_MS;

const LOST_CAUSE =
  "the event stream was interrupted and the daemon no longer remembers the last event that was read: " +
  "it was restarted, or more than 256 events passed";

export interface EventsFollower {
  /** The way to the host has changed: a wait for the next attempt ends. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Follows the unfiltered event stream of one daemon into its spool, for ever.
 *
 * Always drained, never filtered at the daemon. On each connect the daemon's whole memory is read, what is
 * known is dropped, and when nothing known comes again one `stream-gap` stands for what may be lost.
 * The first connect writes no gap: whether it continues what web has stored only web can tell.
 * Errors never leave: they are `stream-state` records, and the next attempt.
 */
export function followEvents(options: EventsOptions): EventsFollower {
  const { link, emit, now } = options;
  const stopped = new AbortController();
  const continuity = createContinuity();
  let lastAliveAt: number | undefined;
  let closedAs: string | undefined;
  let waiting = new AbortController();

  function takeLine(line: string, beforeFirst: (isKnown: boolean) => void): void {
    let raw: ReturnType<typeof toRawEvent>;
    try {
      raw = toRawEvent(parseEventJson(line));
    } catch (error) {
      const cause = `an event could not be read: ${toApiError(error).message}`;
      const at = now();
      emit({
        kind: "stream-gap",
        gap: { stream: "events", fromAt: at, toAt: at, cause, lostCount: 1, isFilled: false },
      });
      return;
    }
    const isNew = continuity.accept(raw);
    beforeFirst(!isNew);
    if (isNew && isSpooled(raw)) emit({ kind: "docker-event", event: toDockerEvent(raw, options.redact) });
  }

  /** Reads one connection to its end. Throws what ended it; returns only when the body ended cleanly. */
  async function drain(answer: RawAnswer, connection: AbortController): Promise<void> {
    const connectedAt = now();
    let isJudged = lastAliveAt === undefined;
    const fromAt = lastAliveAt ?? connectedAt;
    const judge = (isContinued: boolean): void => {
      if (isJudged) return;
      isJudged = true;
      if (!isContinued)
        emit({
          kind: "stream-gap",
          gap: { stream: "events", fromAt, toAt: connectedAt, cause: LOST_CAUSE, isFilled: false },
        });
    };
    const replayTimer = setTimeout(() => judge(false), REPLAY_SILENCE_MS);
    lastAliveAt = connectedAt;
    const checks = checkIdle(connection);
    try {
      for await (const lines of splitLines(answer.body)) {
        for (const line of lines) takeLine(line, judge);
        lastAliveAt = now();
      }
    } finally {
      clearTimeout(replayTimer);
      checks.stop();
    }
  }

  /** A stream that says nothing is either quiet or dead: a ping tells. */
  function checkIdle(connection: AbortController): { readonly stop: () => void } {
    let failed = 0;
    const timer = setInterval(async () => {
      if (now() - (lastAliveAt ?? 0) < IDLE_CHECK_MS) return;
      const isAlive = await options.isAlive(connection.signal).catch(() => undefined);
      if (isAlive === undefined || connection.signal.aborted) return;
      if (isAlive) {
        failed = 0;
        lastAliveAt = now();
        return;
      }
      failed += 1;
      if (failed >= FAILED_CHECKS)
        connection.abort(new ApiError("timeout", `quiet, and ${failed} pings were not answered`));
    }, IDLE_CHECK_MS);
    return { stop: () => clearInterval(timer) };
  }

  async function connectAndDrain(): Promise<ApiError> {
    const connection = new AbortController();
    const stop = () => connection.abort(stopped.signal.reason);
    stopped.signal.addEventListener("abort", stop, { once: true });
    try {
      const version = await options.version(connection.signal);
      const answer = await getRaw(link, `/${version}/events?since=0`, connection.signal);
      continuity.begin();
      closedAs = undefined;
      emit({ kind: "stream-state", stream: "events", isOpen: true });
      await drain(answer, connection);
      return new ApiError("connection-reset", "the daemon ended the event stream");
    } catch (error) {
      return toApiError(connection.signal.aborted ? connection.signal.reason : error);
    } finally {
      stopped.signal.removeEventListener("abort", stop);
      connection.abort(new ApiError("connection-reset", "closed"));
    }
  }

  function noteClosed(error: ApiError): void {
    // The same failure again is the same state: a daemon that is down for an hour is one record.
    if (closedAs === error.failure) return;
    closedAs = error.failure;
    emit({ kind: "stream-state", stream: "events", isOpen: false, reason: error.message.slice(0, 500) });
  }

  async function run(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    while (!stopped.signal.aborted) {
      const openedBefore = lastAliveAt;
      const error = await connectAndDrain();
      if (stopped.signal.aborted) return;
      noteClosed(error);
      if (lastAliveAt !== openedBefore) delayMs = FIRST_DELAY_MS;
      waiting = new AbortController();
      await sleep(error.failure === "not-tried" ? NOT_TRIED_DELAY_MS : delayMs, undefined, {
        signal: AbortSignal.any([stopped.signal, waiting.signal]),
      }).catch(() => {});
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    }
  }

  const running = run();
  return {
    wake: () => waiting.abort(),
    async stop() {
      stopped.abort(new ApiError("connection-reset", "the gate stops"));
      await running;
    },
  };
}
