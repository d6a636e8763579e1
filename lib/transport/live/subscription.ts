import type { ServerMessage } from "../../protocol/live.ts";
import type { Outbox } from "./outbox.ts";

/** One topic of one socket, under the id its browser chose. */
export interface Subscription {
  readonly id: number;
  readonly topic: string;
  readonly outbox: Outbox;
  /** Aborted when the browser unsubscribes or its socket closes. */
  readonly signal: AbortSignal;
  /** Called when the server ends it: the id is free again. */
  readonly ended: () => void;
}

/** A topic that many read: encoded once per change, whoever reads it. */
export interface Topic {
  readonly close: (subscription: Subscription) => void;
  /** Sends what gathered since the last time. */
  readonly flush: () => Promise<void>;
  /** The reader has caught up with its buffer: says what it missed. */
  readonly recovered: (subscription: Subscription) => Promise<void>;
  readonly isUnused: () => boolean;
}

interface Place {
  readonly epoch: string;
  readonly seq: number;
}

/** A message whose data is JSON text already; only the head differs from reader to reader. */
export const encoded = (kind: "snap" | "delta", id: number, { epoch, seq }: Place, data: string): string =>
  `{"kind":"${kind}","id":${id},"epoch":${JSON.stringify(epoch)},"seq":${seq},"data":${data}}`;

export const message = (value: ServerMessage): string => JSON.stringify(value);
