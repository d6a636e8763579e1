import type { WebSocket } from "ws";
import { errorCodeOf } from "../../domain/errors.ts";
import type { EpochMs } from "../../domain/time.ts";
import { ClientMessage, LIVE_CLOSE, type TopicKind } from "../../protocol/live.ts";
import type { Accounts, SignIn } from "../../runtime/runtime.ts";
import { hasRole, TOPICS } from "../policy.ts";
import { createInbox } from "./inbox.ts";
import type { LiveLimits } from "./limits.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import type { Place } from "./presence.ts";
import { message, type Subscription } from "./subscription.ts";

export interface Wanted {
  readonly topic: string;
  readonly from?: { readonly epoch: string; readonly seq: number } | undefined;
  readonly tail?: number | undefined;
}

/** What a connection needs of the hub. */
export interface Desk {
  readonly limits: LiveLimits;
  readonly accounts: Accounts;
  /** Rejects when the topic cannot be read; resolves once the first rows or the value are sent. */
  readonly open: (subscription: Subscription, wanted: Wanted) => Promise<void>;
  readonly close: (subscription: Subscription) => void;
  readonly recovered: (subscription: Subscription) => void;
  /** Where this browser says it is. */
  readonly here: (person: SignIn["account"], place: Place | undefined) => void;
  readonly left: () => void;
}

export interface Connection {
  readonly loginId: string;
  readonly outbox: Outbox;
  /** Once a batch: lag. */
  readonly look: (now: EpochMs) => "fine" | "lagging";
  /** About once a second: heartbeat and validity. */
  readonly tick: (now: EpochMs) => void;
  readonly end: (code: number, reason: string) => void;
}

interface Open {
  readonly subscription: Subscription;
  readonly abort: AbortController;
}

/** One socket of somebody who is signed in, from 101 to its end. */
export function connect(socket: WebSocket, secret: string, signIn: SignIn, desk: Desk): Connection {
  const { limits } = desk;
  const outbox = createOutbox(socket, limits);
  const open = new Map<number, Open>();
  let { role } = signIn.account;
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

  const end = (code: number, reason: string) => {
    socket.close(code, reason);
    // Nobody may be there to answer the close.
    setTimeout(() => socket.terminate(), 1_000).unref();
  };

  const subscribe = (id: number, wanted: Wanted) => {
    if (open.has(id)) return refuse(id, "conflict", "This id is in use.");
    if (open.size >= limits.subscriptions) {
      return refuse(id, "rate-limited", `One socket may read ${limits.subscriptions} topics.`);
    }
    if (!hasRole(role, neededFor(wanted.topic))) {
      return refuse(id, "forbidden", `This needs the role ${neededFor(wanted.topic)}.`);
    }
    const abort = new AbortController();
    const ended = () => {
      // The id may have been given to another topic meanwhile.
      if (open.get(id)?.abort === abort) drop(id);
    };
    const subscription: Subscription = { id, topic: wanted.topic, outbox, signal: abort.signal, ended };
    open.set(id, { subscription, abort });
    desk.open(subscription, wanted).catch((error: unknown) => {
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
    else {
      const { incident: incidentId, panel } = data;
      desk.here(signIn.account, incidentId === undefined ? undefined : { incidentId, panel });
    }
  };

  const recheck = async () => {
    const now = await desk.accounts.check(secret, { isUse: false });
    if (now === undefined) return end(LIVE_CLOSE.signedOut, "signed out");
    role = now.account.role;
    for (const [id, { subscription }] of open) {
      if (hasRole(role, neededFor(subscription.topic))) continue;
      drop(id);
      refuse(id, "forbidden", "Your role no longer allows this.");
    }
  };

  const inbox = createInbox(limits, take, () => end(LIVE_CLOSE.flooding, "too many messages"));
  socket.on("message", (data, isBinary) => {
    if (isBinary) end(1003, "text only");
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
    loginId: signIn.loginId,
    outbox,
    look(now) {
      const state = outbox.look(now);
      if (state === "undrained") end(LIVE_CLOSE.tooSlow, "resume from sequence");
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
      if (now - checkedAt >= limits.recheckEveryMs) {
        checkedAt = now;
        recheck().catch((error: unknown) => console.error("A sign-in could not be checked:", error));
      }
    },
    end,
  };
}

const neededFor = (topic: string) => TOPICS[(topic.split(":")[0] ?? "") as TopicKind];

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
