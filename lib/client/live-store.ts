import type { EpochMs } from "../domain/time.ts";
import {
  type ClientMessage,
  isLineTopic,
  LIVE_CLOSE,
  type RoomPanel,
  type ServerMessage,
} from "../protocol/live.ts";
import { LAGGING_MS, type Link, lagMs, nextLink } from "./link.ts";
import { heardTime, type ServerClock, startClock } from "./server-clock.ts";
import { createSocket, type Wire } from "./socket.ts";
import { applyMessage, EMPTY_TOPIC, type TopicMessage, type TopicState } from "./topic-state.ts";

export interface LiveStoreOptions {
  readonly open: () => Wire;
  /** Our clock. */
  readonly now: () => EpochMs;
  readonly random: () => number;
  /** Runs `flush` once, soon: at the next frame, or a little later when the tab is hidden. */
  readonly schedule: (flush: () => void) => void;
  /** Handshakes are refused: perhaps nobody is signed in any more. */
  readonly onRefused?: () => void;
  /** What this reads has ended for this reader, and connecting again would not help. */
  readonly onEnded?: () => void;
}

/** Rows the page came with; the subscription goes on behind them. */
export interface FirstRows {
  readonly epoch: string;
  readonly seq: number;
  readonly rows: readonly unknown[];
}

export interface LiveStore {
  /** Follows a topic until the returned function is called; connects when the first one is followed. */
  readonly follow: (topic: string, tail: number, listener: () => void, first?: FirstRows) => () => void;
  readonly read: (topic: string) => TopicState;
  /** Says where this tab is, now and after each reconnection; undefined is in no room. */
  readonly here: (place: RoomPlace | undefined) => void;
  readonly link: () => Link;
  readonly onLink: (listener: () => void) => () => void;
  /** Our time corrected to the server's. */
  readonly serverNow: () => EpochMs;
  readonly setServerTime: (serverAt: EpochMs) => void;
  readonly retryNow: () => void;
  readonly close: () => void;
}

export interface RoomPlace {
  readonly incident: string;
  readonly panel: RoomPanel;
}

interface Followed {
  readonly id: number;
  readonly topic: string;
  tail: number;
  readonly listeners: Set<() => void>;
  leaving?: ReturnType<typeof setTimeout>;
}

/** A page that is left and come back to within this time keeps its topics. */
const LEAVE_AFTER_MS = 3_000;
const CHECK_LINK_MS = 1_000;
const REFUSALS_BEFORE_ASKING = 2;

/**
 * What this tab knows. Messages are applied in the order they come and told to listeners once per frame,
 * so that ten thousand lines a second cost a screen as much as ten.
 */
export function createLiveStore(options: LiveStoreOptions): LiveStore {
  const states = new Map<string, TopicState>();
  const followed = new Map<string, Followed>();
  const byId = new Map<number, Followed>();
  const linkListeners = new Set<() => void>();
  const pending: { readonly topic: string; readonly message: TopicMessage }[] = [];
  let nextId = 1;
  let isScheduled = false;
  let clock: ServerClock = startClock(0);
  let stoppedAt: EpochMs | undefined;
  let lastTimeAt = options.now();
  let isUp = false;
  let place: RoomPlace | undefined;
  let link: Link = { state: "connecting", since: options.now(), lagMs: 0 };
  let checking: ReturnType<typeof setInterval> | undefined;

  const serverNow = () => stoppedAt ?? options.now() - clock.offsetMs;

  const socket = createSocket({
    open: options.open,
    now: options.now,
    random: options.random,
    onOpen() {
      isUp = true;
      lastTimeAt = options.now();
      for (const one of followed.values()) subscribe(one);
      if (place !== undefined) sayWhere();
      checkLink();
    },
    onMessage: receive,
    onClose(event) {
      isUp = false;
      checkLink("lost");
      if (event.code === LIVE_CLOSE.shareEnded) {
        socket.stop();
        options.onEnded?.();
        return;
      }
      if (!event.everOpened && event.failures >= REFUSALS_BEFORE_ASKING) options.onRefused?.();
    },
  });

  function receive(message: ServerMessage): void {
    if (message.kind === "time") {
      // A clock that stands still says nothing of how late its messages come.
      stoppedAt = message.isStopped ? message.at : undefined;
      clock = message.isStopped
        ? startClock(options.now() - message.at)
        : heardTime(clock, message.at, options.now());
      lastTimeAt = options.now();
      checkLink();
      return;
    }
    const one = byId.get(message.id);
    if (one === undefined) return; // unsubscribed while this was on its way
    pending.push({ topic: one.topic, message });
    if (isScheduled) return;
    isScheduled = true;
    options.schedule(flush);
  }

  function flush(): void {
    isScheduled = false;
    const touched = new Set<string>();
    const at = serverNow();
    for (const { topic, message } of pending.splice(0)) {
      states.set(topic, applyMessage(topic, read(topic), message, at));
      touched.add(topic);
    }
    for (const topic of touched) for (const tell of followed.get(topic)?.listeners ?? []) tell();
  }

  function read(topic: string): TopicState {
    return states.get(topic) ?? EMPTY_TOPIC;
  }

  function subscribe(one: Followed): void {
    socket.send(subscription(one, read(one.topic)));
  }

  function sayWhere(): void {
    socket.send({
      kind: "here",
      panel: place?.panel ?? "timeline",
      ...(place && { incident: place.incident }),
    });
  }

  function checkLink(forced?: "lost"): void {
    const lag = isUp ? roundLag(lagMs(options.now(), lastTimeAt, clock.delayMs)) : link.lagMs;
    const state = forced ?? (isUp ? (lag >= LAGGING_MS ? "lagging" : "live") : link.state);
    const next = nextLink(link, state, lag, serverNow());
    if (next === link) return;
    link = next;
    for (const tell of linkListeners) tell();
  }

  function leave(one: Followed): void {
    followed.delete(one.topic);
    byId.delete(one.id);
    states.delete(one.topic);
    socket.send({ kind: "unsub", id: one.id });
  }

  function begin(topic: string, tail: number): Followed {
    const one: Followed = { id: nextId++, topic, tail, listeners: new Set() };
    followed.set(topic, one);
    byId.set(one.id, one);
    return one;
  }

  return {
    read,
    serverNow,
    link: () => link,
    retryNow: socket.retryNow,
    here(next) {
      const isSame = place?.incident === next?.incident && place?.panel === next?.panel;
      place = next;
      if (!isSame) sayWhere();
    },
    follow(topic, tail, listener, first) {
      let one = followed.get(topic);
      const isNew = one === undefined;
      if (isNew && first && !states.has(topic))
        states.set(topic, { ...EMPTY_TOPIC, ...first, at: serverNow() });
      one ??= begin(topic, tail);
      clearTimeout(one.leaving);
      one.listeners.add(listener);
      if (isNew) subscribe(one);
      socket.start();
      checking ??= setInterval(checkLink, CHECK_LINK_MS);
      const followedOne = one;
      return () => {
        followedOne.listeners.delete(listener);
        if (followedOne.listeners.size > 0) return;
        followedOne.leaving = setTimeout(() => leave(followedOne), LEAVE_AFTER_MS);
      };
    },
    onLink(listener) {
      linkListeners.add(listener);
      return () => linkListeners.delete(listener);
    },
    setServerTime(serverAt) {
      if (clock.recent.length === 0) clock = startClock(options.now() - serverAt);
    },
    close() {
      clearInterval(checking);
      checking = undefined;
      for (const one of followed.values()) clearTimeout(one.leaving);
      socket.stop();
    },
  };
}

/** Tenths of a second: finer is noise and would draw the top bar anew each second. */
const roundLag = (ms: number): number => Math.round(ms / 100) * 100;

function subscription(one: Followed, held: TopicState): ClientMessage {
  const about = { kind: "sub", id: one.id, topic: one.topic } as const;
  if (!isLineTopic(one.topic)) return about;
  return held.epoch === undefined
    ? { ...about, tail: one.tail }
    : { ...about, tail: one.tail, from: { epoch: held.epoch, seq: Math.max(0, held.seq) } };
}
