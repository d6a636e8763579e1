import type { WebSocket } from "ws";
import type { EpochMs } from "../../domain/time.ts";
import { isLineTopic, LIVE_CLOSE, type StateTopics } from "../../protocol/live.ts";
import type { ChangeListener, Runtime, SignIn } from "../../runtime/runtime.ts";
import { type Connection, connect, type Desk, type Wanted } from "./connection.ts";
import { LIVE_LIMITS, type LiveLimits } from "./limits.ts";
import { createLineTopic, type LineTopic } from "./line-topic.ts";
import { feedLogs } from "./log-feed.ts";
import { createPresence } from "./presence.ts";
import { createStateTopic, type StateTopic } from "./state-topic.ts";
import { message, type Subscription, type Topic } from "./subscription.ts";

export interface Hub {
  readonly limits: LiveLimits;
  /** Whether one more socket of this login may open now. */
  readonly hasRoom: (loginId: string) => boolean;
  readonly accept: (socket: WebSocket, secret: string, signIn: SignIn) => void;
  readonly counts: () => { readonly sockets: number; readonly topics: number };
  /** Tells every browser to come back later. */
  readonly stop: () => void;
}

const DEFAULT_TAIL = 200;
/** What is wrong with a host, and what happens to an incident, is said by topics of their own, at once. */
const RESTS: ReadonlySet<string> = new Set(["hosts", "incidents"]);
const PRESENCE = "presence:";
const LOGS = /^logs:([^/]+)\/(.+)$/;

/** All sockets and the topics they read. A topic exists while somebody reads it. */
export function createHub(runtime: Runtime, limits: LiveLimits = LIVE_LIMITS): Hub {
  const connections = new Set<Connection>();
  const states = new Map<string, StateTopic>();
  const lines = new Map<string, LineTopic>();
  let flushing: NodeJS.Timeout | undefined;
  let resting: NodeJS.Timeout | undefined;
  const readAt = new Map<string, EpochMs>();

  const flushSoon = () => {
    flushing ??= setTimeout(flush, limits.batchMs);
  };
  const flush = () => {
    flushing = undefined;
    for (const [name, topic] of [...states, ...lines]) {
      if (RESTS.has(name) && mustRest(name)) continue;
      topic.flush().catch((error: unknown) => console.error(`The topic ${name} could not be read:`, error));
    }
    const now = Date.now();
    const areLagging = [...connections].filter((connection) => connection.look(now) === "lagging");
    if (areLagging.length > 0) flushSoon();
  };

  /** A list of hundreds, and any of them changes many times a second; a change that has to wait goes out when its time comes. */
  const mustRest = (name: string): boolean => {
    if (states.get(name)?.hasNews() !== true) return false;
    const waitMs = (readAt.get(name) ?? 0) + limits.listsMs - Date.now();
    if (waitMs <= 0) {
      readAt.set(name, Date.now());
      return false;
    }
    resting ??= setTimeout(() => {
      resting = undefined;
      flushSoon();
    }, waitMs);
    return true;
  };

  const onChange = (change: ChangeListener) => {
    if (change.kind === "share-revoked") return; // a share has no socket; its page asks anew each time
    if (change.kind === "state") states.get(change.topic)?.changed();
    else lines.get(change.topic)?.publish(change);
    flushSoon();
  };

  const presence = createPresence<Connection>((incidentId) =>
    onChange({ kind: "state", topic: `${PRESENCE}${incidentId}` }),
  );

  const readState = async (name: string): Promise<unknown> =>
    name.startsWith(PRESENCE)
      ? presence.of(name.slice(PRESENCE.length))
      : runtime.queries.state(name as keyof StateTopics);

  const stateTopic = (name: string): StateTopic => {
    const topic = states.get(name) ?? createStateTopic(() => readState(name));
    states.set(name, topic);
    return topic;
  };

  const lineTopic = (name: string): LineTopic => {
    const { rows, rowsAfter } = runtime.queries;
    const topic =
      lines.get(name) ??
      createLineTopic({
        tail: (tail) => rows(name as "feed", { tail }),
        after: (position, limit) => rowsAfter(name, position, limit),
        isNeverCut: name.startsWith("entries:"),
      });
    lines.set(name, topic);
    return topic;
  };

  const open = async (subscription: Subscription, wanted: Wanted): Promise<void> => {
    const { topic } = wanted;
    const tail = wanted.tail ?? DEFAULT_TAIL;
    const [, hostId, containerId] = LOGS.exec(topic) ?? [];
    if (hostId !== undefined && containerId !== undefined) {
      await feedLogs(subscription, runtime.followLogs, { hostId, containerId, tail });
      subscription.ended();
    } else if (!isLineTopic(topic)) {
      // A reader that left meanwhile has closed nothing, as it was not in yet.
      await stateTopic(topic)
        .open(subscription)
        .finally(() => forgetUnused(topic));
    } else {
      await lineTopic(topic).open(subscription, { from: wanted.from, tail });
    }
  };

  const topicOf = (name: string): Topic | undefined => states.get(name) ?? lines.get(name);
  const forgetUnused = (name: string) => {
    if (topicOf(name)?.isUnused() !== true) return;
    states.delete(name);
    lines.delete(name);
  };
  const close = (subscription: Subscription) => {
    topicOf(subscription.topic)?.close(subscription);
    forgetUnused(subscription.topic);
  };

  const stopListening = runtime.onChange(onChange);
  const stopHearing = runtime.accounts.onEnded((loginId) => {
    for (const connection of connections) {
      if (connection.loginId === loginId) connection.end(LIVE_CLOSE.signedOut, "signed out");
    }
  });
  const heartbeat = setInterval(
    () => {
      const now = Date.now();
      for (const connection of connections) connection.tick(now);
    },
    Math.min(1_000, limits.pongWithinMs / 2),
  );
  const clock = setInterval(() => {
    const text = timeMessage(runtime.now());
    for (const { outbox } of connections) outbox.send(text);
  }, limits.timeEveryMs);

  return {
    limits,
    hasRoom: (loginId) => {
      const own = [...connections].filter((connection) => connection.loginId === loginId);
      return connections.size < limits.sockets && own.length < limits.socketsPerLogin;
    },
    accept: (socket, secret, signIn) => {
      const desk: Desk = {
        limits,
        accounts: runtime.accounts,
        open,
        close,
        recovered: (subscription) => {
          topicOf(subscription.topic)
            ?.recovered(subscription)
            .catch((error: unknown) => console.error("A reader could not be brought up to date:", error));
        },
        here: ({ id, name }, place) => presence.enter(connection, { userId: id, name }, place),
        left: () => {
          connections.delete(connection);
          presence.leave(connection);
        },
      };
      const connection = connect(socket, secret, signIn, desk);
      connections.add(connection);
      connection.outbox.send(timeMessage(runtime.now()));
    },
    counts: () => ({ sockets: connections.size, topics: states.size + lines.size }),
    stop: () => {
      stopListening();
      stopHearing();
      clearInterval(heartbeat);
      clearInterval(clock);
      clearTimeout(flushing);
      clearTimeout(resting);
      for (const connection of connections) connection.end(LIVE_CLOSE.stopping, "stopping");
    },
  };
}

const timeMessage = (at: EpochMs): string => message({ kind: "time", at });
