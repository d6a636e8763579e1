"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { EpochMs } from "../domain/time.ts";
import type { StateTopics } from "../protocol/live.ts";
import { useLive } from "./live-provider.tsx";

export interface HostReading {
  readonly hostId: string;
  readonly value: StateTopics[`host:${string}`];
  /** When it last changed, in server time. */
  readonly at?: EpochMs;
}

/** Follows several hosts at once; those of which nothing has come yet are left out. A socket follows 16 topics at most. */
export function useHosts(hostIds: readonly string[]): readonly HostReading[] {
  const { store } = useLive();
  const wanted = hostIds.join(" ");
  const topics = useMemo(() => (wanted === "" ? [] : wanted.split(" ").map((id) => `host:${id}`)), [wanted]);
  const follow = useCallback(
    (tell: () => void) => {
      const leave = topics.map((topic) => store.follow(topic, 0, tell));
      return () => {
        for (const stop of leave) stop();
      };
    },
    [store, topics],
  );
  // A number per state of all of them: a new object each time would be drawn for ever.
  const version = useCallback(
    () => topics.map((topic) => `${store.read(topic).seq ?? ""} ${store.read(topic).at ?? ""}`).join(),
    [store, topics],
  );
  useSyncExternalStore(follow, version, version);
  return topics.flatMap((topic): HostReading[] => {
    const { value, at } = store.read(topic);
    if (value === undefined) return [];
    const held = value as StateTopics[`host:${string}`];
    return [{ hostId: topic.slice("host:".length), value: held, ...(at !== undefined && { at }) }];
  });
}
