"use client";

import { startTransition, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Day } from "../domain/postmortem/document.ts";
import { dayOf } from "../domain/postmortem/follow-ups.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { LineTopics, RoomPanel, StateTopics } from "../protocol/live.ts";
import type { Link } from "./link.ts";
import { useLive } from "./live-provider.tsx";
import type { StreamBreak, TopicState } from "./topic-state.ts";

export interface TopicReading<Value> {
  readonly value: Value | undefined;
  /** When it last changed, in server time; absent while only the page's own value is there. */
  readonly at?: EpochMs;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Follows a state topic. `initial` is what the page came with. */
export function useTopic<T extends keyof StateTopics>(
  topic: T,
  initial?: StateTopics[T],
): TopicReading<StateTopics[T]> {
  const held = useTopicState(topic, 0);
  const value = (held.value as StateTopics[T] | undefined) ?? initial;
  return {
    value,
    ...(held.at !== undefined && { at: held.at }),
    ...(held.error && { error: held.error }),
  };
}

/** One plain value of a state topic, e.g. a count: what it is drawn in rests while the value stays the same. */
export function useTopicFact<T extends keyof StateTopics, Fact extends string | number | boolean | undefined>(
  topic: T,
  read: (value: StateTopics[T] | undefined) => Fact,
): Fact {
  const { store } = useLive();
  const follow = useCallback((tell: () => void) => store.follow(topic, 0, tell), [store, topic]);
  const fact = () => read(store.read(topic).value as StateTopics[T] | undefined);
  return useSyncExternalStore(follow, fact, fact);
}

/**
 * Follows a state topic whose news can wait for what a person does: it is drawn in slices, between which keys and the
 * pointer act.
 */
export function useCalmTopic<T extends keyof StateTopics>(topic: T, initial: StateTopics[T]): StateTopics[T] {
  const { store } = useLive();
  const [value, setValue] = useState<StateTopics[T] | undefined>(
    () => store.read(topic).value as StateTopics[T] | undefined,
  );
  useEffect(() => {
    const take = () => startTransition(() => setValue(store.read(topic).value as StateTopics[T] | undefined));
    const leave = store.follow(topic, 0, take);
    take();
    return leave;
  }, [store, topic]);
  return value ?? initial;
}

export interface FirstPage<Row> {
  readonly epoch: string;
  readonly seq: number;
  readonly rows: readonly Row[];
}

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly dropped: number;
  readonly gaps: readonly StreamBreak[];
  readonly epoch: string | undefined;
  /** Why nothing more comes. */
  readonly ended?: string;
  readonly error?: { readonly code: string; readonly message: string };
  /** False until the first rows, or their absence, are known. */
  readonly isLoaded: boolean;
}

/** Follows a line topic from its last `tail` rows on, or from `initial`. */
export function useRows<T extends keyof LineTopics>(
  topic: T,
  options: { readonly tail: number; readonly initial?: FirstPage<LineTopics[T]> },
): Rows<LineTopics[T]> {
  const first = useRef(options.initial);
  const held = useTopicState(topic, options.tail, first.current);
  const isLoaded = held.epoch !== undefined || held.error !== undefined;
  return {
    rows: (isLoaded ? held.rows : (first.current?.rows ?? held.rows)) as readonly LineTopics[T][],
    dropped: held.dropped,
    gaps: held.gaps,
    epoch: held.epoch ?? first.current?.epoch,
    ...(held.ended !== undefined && { ended: held.ended }),
    ...(held.error && { error: held.error }),
    isLoaded: isLoaded || first.current !== undefined,
  };
}

/** While a room is open: others see who is in it, and what they look at. */
export function useHere(incident: string, panel: RoomPanel): void {
  const { store } = useLive();
  useEffect(() => store.here({ incident, panel }), [store, incident, panel]);
  useEffect(() => () => store.here(undefined), [store]);
}

export function useLink(): Link {
  const { store } = useLive();
  return useSyncExternalStore(store.onLink, store.link, () => CONNECTING);
}

const CONNECTING: Link = { state: "connecting", since: 0, lagMs: 0 };

/** The server's time, once per second; all timers of a screen turn together. */
export function useNow(): EpochMs {
  const { store, drawnAt } = useLive();
  const read = useCallback(() => Math.floor(store.serverNow() / SECOND_MS) * SECOND_MS, [store]);
  const onTick = useCallback((tick: () => void) => everySecond(store.serverNow, tick), [store]);
  return useSyncExternalStore(onTick, read, () => Math.floor(drawnAt / SECOND_MS) * SECOND_MS);
}

/** The server's day in UTC, for what need not be drawn every second. */
export function useToday(): Day {
  const { store, drawnAt } = useLive();
  const read = useCallback(() => dayOf(store.serverNow()), [store]);
  const onTick = useCallback((tick: () => void) => everySecond(store.serverNow, tick), [store]);
  return useSyncExternalStore(onTick, read, () => dayOf(drawnAt));
}

function useTopicState(topic: string, tail: number, first?: FirstPage<unknown>): TopicState {
  const { store } = useLive();
  const follow = useCallback(
    (tell: () => void) => store.follow(topic, tail, tell, first),
    [store, topic, tail, first],
  );
  const read = useCallback(() => store.read(topic), [store, topic]);
  return useSyncExternalStore(follow, read, read);
}

function everySecond(serverNow: () => EpochMs, tick: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    timer = setTimeout(
      () => {
        tick();
        wait();
      },
      SECOND_MS - (serverNow() % SECOND_MS) + 5,
    );
  };
  wait();
  return () => clearTimeout(timer);
}
