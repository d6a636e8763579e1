import type { WebSocket } from "ws";
import { errorCodeOf } from "../../domain/errors.ts";
import type { EpochMs } from "../../domain/time.ts";
import { ClientMessage, LIVE_CLOSE } from "../../protocol/live.ts";
import type { SignIn } from "../../runtime/runtime.ts";
import { createInbox } from "./inbox.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import type { Place } from "./presence.ts";
import { message, type Subscription } from "./subscription.ts";
import { type Closing, shareEnded, type Visitor } from "./visitor.ts";

export interface Wanted {
  readonly topic: string;
  readonly from?: { readonly epoch: string; readonly seq: number } | undefined;
  readonly tail?: number | undefined;
}

/** What a connection needs of the hub. */
export interface Desk {
  /** Rejects when the topic cannot be read; resolves once the first rows or the value are sent. */
  readonly open: (subscription: Subscription, wanted: Wanted) => Promise<void>;
  readonly close: (subscription: Subscription) => void;
  readonly recovered: (subscription: Subscription) => void;
  /** Where this browser says it is. */
  readonly here: (person: SignIn["account"], place: Place | undefined) => void;
  readonly left: () => void;
}

export interface Connection {
  readonly visitor: Visitor;
  readonly outbox: Outbox;
  /** Once a batch: lag. */
  readonly look: (now: EpochMs) => "fine" | "lagging";
  /** About once a second: heartbeat and validity. */
  readonly tick: (now: EpochMs) => void;
  readonly end: (closing: Closing) => void;
}

interface Open {
  /** As the browser named it. */
  readonly asked: string;
  readonly subscription: Subscription;
  readonly abort: AbortController;
}

/** One socket, from 101 to its end. */
export function connect(socket: WebSocket, visitor: Visitor, desk: Desk): Connection {
  const { limits } = visitor;
  const outbox = createOutbox(socket, limits);
  const open = new Map<number, Open>();
  let checkedAt = Date.now();
  let pingedAt = checkedAt;
  let awaitsPong = false;

  const send = (text: string) => void outbox.send(text);
  const refuse = (id: number, code: string, text: string) =>
    send(message({ kind: "error", id, code, message: text }));

  const drop = (id: number) => {
    const found = open.get(id);
    if (found === undefined) return;
    open.delete(id);
    found.abort.abort();
    desk.close(found.subscription);
  };

  const end = ({ code, reason }: Closing) => {
    socket.close(code, reason);
    // Nobody may be there to answer the close.
    setTimeout(() => socket.terminate(), 1_000).unref();
  };

  const subscribe = (id: number, wanted: Wanted) => {
    if (open.has(id)) return refuse(id, "conflict", "This id is in use.");
    if (open.size >= limits.subscriptions) {
      return refuse(id, "rate-limited", `One socket may read ${limits.subscriptions} topics.`);
    }
    const refusal = visitor.refusalOf(wanted.topic);
    if (refusal !== undefined) return refuse(id, "forbidden", refusal);
    const abort = new AbortController();
    const ended = () => {
      // The id may have been given to another topic meanwhile.
      if (open.get(id)?.abort === abort) drop(id);
    };
    const topic = visitor.nameOf(wanted.topic);
    const subscription: Subscription = { id, topic, outbox, signal: abort.signal, ended };
    open.set(id, { asked: wanted.topic, subscription, abort });
    desk.open(subscription, { ...wanted, topic }).catch((error: unknown) => {
      if (abort.signal.aborted) return;
      ended();
      refuse(id, ...reasonOf(error, wanted.topic));
    });
  };

  const take = (text: string) => {
    const parsed = ClientMessage.safeParse(parse(text));
    if (!parsed.success) return refuse(-1, "invalid-input", "This message is not understood.");
    const { data } = parsed;
    if (data.kind === "sub") subscribe(data.id, data);
    else if (data.kind === "unsub") drop(data.id);
    else if (visitor.person === undefined) refuse(-1, "forbidden", "A reader of a share is in no room.");
    else {
      const { incident: incidentId, panel } = data;
      desk.here(visitor.person, incidentId === undefined ? undefined : { incidentId, panel });
    }
  };

  const recheck = async () => {
    const closing = await visitor.check();
    if (closing !== undefined) return end(closing);
    for (const [id, { asked }] of open) {
      if (visitor.refusalOf(asked) === undefined) continue;
      drop(id);
      refuse(id, "forbidden", "Your role no longer allows this.");
    }
  };

  const inbox = createInbox(limits, take, () =>
    end({ code: LIVE_CLOSE.flooding, reason: "too many messages" }),
  );
  socket.on("message", (data, isBinary) => {
    if (isBinary) end({ code: 1003, reason: "text only" });
    else inbox.push(data.toString());
  });
  socket.on("pong", () => {
    awaitsPong = false;
  });
  // A broken frame or a reset: ws closes the socket itself, and an error nobody hears would end the process.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    inbox.stop();
    for (const id of [...open.keys()]) drop(id);
    desk.left();
  });

  return {
    visitor,
    outbox,
    look(now) {
      const state = outbox.look(now);
      if (state === "undrained") end({ code: LIVE_CLOSE.tooSlow, reason: "resume from sequence" });
      if (state === "recovered") for (const { subscription } of open.values()) desk.recovered(subscription);
      return state === "lagging" ? "lagging" : "fine";
    },
    tick(now) {
      if (awaitsPong && now - pingedAt >= limits.pongWithinMs) return socket.terminate();
      if (now - pingedAt >= limits.pingEveryMs) {
        awaitsPong = true;
        pingedAt = now;
        socket.ping();
      }
      if (visitor.isOver?.() === true) return end(shareEnded);
      if (now - checkedAt >= limits.recheckEveryMs) {
        checkedAt = now;
        recheck().catch((error: unknown) => console.error("Who reads a socket could not be checked:", error));
      }
    },
    end,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown, topic: string): [code: string, text: string] {
  const code = errorCodeOf(error);
  if (code === "internal") console.error(`The topic ${topic} could not be opened:`, error);
  return [code, code !== "internal" && error instanceof Error ? error.message : "This cannot be read now."];
}
