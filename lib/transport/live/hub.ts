import type { WebSocket } from "ws";
import type { EpochMs } from "../../domain/time.ts";
import type { ShareInUse, ShareView } from "../../protocol/incident-views.ts";
import { isLineTopic, LIVE_CLOSE, type StateTopics } from "../../protocol/live.ts";
import type { ChangeListener, Runtime } from "../../runtime/runtime.ts";
import { type Connection, connect, type Desk, type Wanted } from "./connection.ts";
import { LIVE_LIMITS, type LiveLimits } from "./limits.ts";
import { createLineTopic, type LineTopic } from "./line-topic.ts";
import { feedLogs } from "./log-feed.ts";
import { createPresence } from "./presence.ts";
import { createShareTopics } from "./share-topics.ts";
import { createStateTopic, type StateTopic } from "./state-topic.ts";
import { message, type Subscription, type Topic } from "./subscription.ts";
import { loginKey, shareEnded, shareKey, type Visitor } from "./visitor.ts";

export interface Hub {
  readonly limits: LiveLimits;
  /** Whether one more socket of this visitor may open now. */
  readonly hasRoom: (visitor: Visitor) => boolean;
  readonly accept: (socket: WebSocket, visitor: Visitor) => void;
  readonly counts: () => { readonly sockets: number; readonly topics: number };
  /** Tells every browser to come back later. */
  readonly stop: () => void;
}

const DEFAULT_TAIL = 200;
/** What is wrong with a host, and what happens to an incident, is said by topics of their own, at once. */
const RESTS: ReadonlySet<string> = new Set(["hosts", "incidents"]);
const PRESENCE = "presence:";
const SHARES = "shares:";
const INCIDENT = "incident:";
const LOGS = /^logs:([^/]+)\/(.+)$/;

/** All sockets and the topics they read. A topic exists while somebody reads it. */
export function createHub(runtime: Runtime, limits: LiveLimits = LIVE_LIMITS): Hub {
  const connections = new Set<Connection>();
  const shareTopics = createShareTopics(runtime.queries);
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
      if (restOf(name) > 0 && mustRest(name)) continue;
      topic.flush().catch((error: unknown) => console.error(`The topic ${name} could not be read:`, error));
    }
    const now = Date.now();
    const areLagging = [...connections].filter((connection) => connection.look(now) === "lagging");
    if (areLagging.length > 0) flushSoon();
  };

  const restOf = (name: string): number => {
    if (RESTS.has(name)) return limits.listsMs;
    return name.startsWith(SHARES) || shareTopics.isOne(name) ? limits.sharesMs : 0;
  };

  /** A list of hundreds, and any of them changes many times a second; a change that has to wait goes out when its time comes. */
  const mustRest = (name: string): boolean => {
    if (states.get(name)?.hasNews() !== true) return false;
    const waitMs = (readAt.get(name) ?? 0) + restOf(name) - Date.now();
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

  const changed = (name: string) => states.get(name)?.changed();
  const onChange = (change: ChangeListener) => {
    switch (change.kind) {
      case "share-revoked":
        endAll(shareKey(change.shareId), shareEnded);
        break;
      case "share-changed":
        for (const name of shareTopics.changed(change.shareId)) changed(name);
        break;
      case "state":
        changed(change.topic);
        if (change.topic.startsWith(INCIDENT)) incidentChanged(change.topic.slice(INCIDENT.length));
        break;
      case "rows":
        lines.get(change.topic)?.publish(change);
    }
    flushSoon();
  };

  /** Links to it are told of with it, and what those show that go on. */
  const incidentChanged = (incidentId: string) => {
    changed(`${SHARES}${incidentId}`);
    for (const name of shareTopics.changedBy(incidentId)) changed(name);
  };

  const endAll = (key: string, closing: Parameters<Connection["end"]>[0]) => {
    for (const connection of connections) if (connection.visitor.key === key) connection.end(closing);
  };

  const presence = createPresence<Connection>((incidentId) =>
    onChange({ kind: "state", topic: `${PRESENCE}${incidentId}` }),
  );

  const readersOf = ({ id }: ShareView): number =>
    [...connections].filter(({ visitor }) => visitor.key === shareKey(id)).length;

  const readState = async (name: string): Promise<unknown> => {
    if (name.startsWith(PRESENCE)) return presence.of(name.slice(PRESENCE.length));
    if (shareTopics.isOne(name)) return shareTopics.read(name);
    const value = await runtime.queries.state(name as keyof StateTopics);
    if (!name.startsWith(SHARES)) return value;
    return (value as unknown as readonly ShareView[] | undefined)?.map(
      (share): ShareInUse => ({ ...share, readers: readersOf(share) }),
    );
  };

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

  /** Those who look at the links of an incident see how many read each. */
  const readersChanged = ({ kind, incidentId }: Visitor) => {
    if (kind !== "share") return;
    changed(`${SHARES}${incidentId}`);
    flushSoon();
  };

  const topicOf = (name: string): Topic | undefined => states.get(name) ?? lines.get(name);
  const forgetUnused = (name: string) => {
    if (topicOf(name)?.isUnused() !== true) return;
    states.delete(name);
    lines.delete(name);
    readAt.delete(name);
    if (shareTopics.isOne(name)) shareTopics.forget(name);
  };
  const close = (subscription: Subscription) => {
    topicOf(subscription.topic)?.close(subscription);
    forgetUnused(subscription.topic);
  };

  const stopListening = runtime.onChange(onChange);
  const stopHearing = runtime.accounts.onEnded((loginId) => {
    endAll(loginKey(loginId), { code: LIVE_CLOSE.signedOut, reason: "signed out" });
  });
  const heartbeat = setInterval(
    () => {
      const now = Date.now();
      for (const connection of connections) connection.tick(now);
    },
    Math.min(1_000, limits.pongWithinMs / 2),
  );
  let toldAt: EpochMs | undefined;
  let isStopped = false;
  const clock = setInterval(() => {
    const at = runtime.now();
    // A clock that has not moved since the last time is that of a recording at its end.
    isStopped = at === toldAt;
    toldAt = at;
    const text = timeMessage(at, isStopped);
    for (const { outbox } of connections) outbox.send(text);
  }, limits.timeEveryMs);

  return {
    limits,
    hasRoom: (visitor) => {
      const isShare = visitor.kind === "share";
      const alike = [...connections].filter((connection) => connection.visitor.kind === visitor.kind);
      const own = alike.filter((connection) => connection.visitor.key === visitor.key);
      return (
        alike.length < (isShare ? limits.shareSockets : limits.sockets) &&
        own.length < (isShare ? limits.socketsPerShare : limits.socketsPerLogin)
      );
    },
    accept: (socket, visitor) => {
      const desk: Desk = {
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
          readersChanged(visitor);
        },
      };
      const connection = connect(socket, visitor, desk);
      connections.add(connection);
      readersChanged(visitor);
      connection.outbox.send(timeMessage(runtime.now(), isStopped));
    },
    counts: () => ({ sockets: connections.size, topics: states.size + lines.size }),
    stop: () => {
      stopListening();
      stopHearing();
      clearInterval(heartbeat);
      clearInterval(clock);
      clearTimeout(flushing);
      clearTimeout(resting);
      for (const connection of connections) connection.end({ code: LIVE_CLOSE.stopping, reason: "stopping" });
    },
  };
}

const timeMessage = (at: EpochMs, isStopped: boolean): string =>
  message({ kind: "time", at, ...(isStopped && { isStopped }) });
