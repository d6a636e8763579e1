import { LIVE_MESSAGE_LIMIT_BYTES } from "../../protocol/live.ts";

/** What one socket, one login and the whole server may use. Tests shrink the times. */
export interface LiveLimits {
  readonly messageBytes: number;
  readonly fragments: number;
  readonly messagesPerSecond: number;
  /** Messages that may wait for their turn; a page never comes near. */
  readonly waitingMessages: number;
  readonly subscriptions: number;
  readonly socketsPerLogin: number;
  readonly sockets: number;
  /** Readers of links, beside those who work here: of one link, and of all. */
  readonly socketsPerShare: number;
  readonly shareSockets: number;
  readonly shareSubscriptions: number;
  /** What a link shows is read and sent this often at most, however much happens. */
  readonly sharesMs: number;
  /** As `lagBytes`, for a reader of a link: many of them must not hold much. */
  readonly shareLagBytes: number;
  readonly handshakeMs: number;
  readonly pingEveryMs: number;
  readonly pongWithinMs: number;
  readonly recheckEveryMs: number;
  readonly timeEveryMs: number;
  /** Changes within this time are one message. */
  readonly batchMs: number;
  /** Lists of all hosts and all incidents go out this often at most. */
  readonly listsMs: number;
  /** Above: nothing more is sent to this reader until it is below `resumeBytes`. */
  readonly lagBytes: number;
  readonly resumeBytes: number;
  /** A reader that lags for so long is closed. */
  readonly undrainedMs: number;
}

export const LIVE_LIMITS: LiveLimits = {
  messageBytes: LIVE_MESSAGE_LIMIT_BYTES,
  fragments: 64,
  messagesPerSecond: 20,
  waitingMessages: 100,
  subscriptions: 16,
  socketsPerLogin: 8,
  sockets: 500,
  socketsPerShare: 200,
  shareSockets: 400,
  shareSubscriptions: 2,
  sharesMs: 300,
  shareLagBytes: 256 * 1_024,
  handshakeMs: 5_000,
  pingEveryMs: 20_000,
  pongWithinMs: 10_000,
  recheckEveryMs: 30_000,
  timeEveryMs: 5_000,
  batchMs: 50,
  listsMs: 1_000,
  lagBytes: 4 * 1_024 * 1_024,
  resumeBytes: 1_024 * 1_024,
  undrainedMs: 10_000,
};
