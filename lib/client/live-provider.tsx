"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { EpochMs } from "../domain/time.ts";
import { LIVE_PATH, SHARE_LIVE_PATH } from "../protocol/live.ts";
import { createLiveStore, type LiveStore, type LiveStoreOptions } from "./live-store.ts";

interface Live {
  readonly store: LiveStore;
  /** The server's time when it drew the page: what both sides draw first. */
  readonly drawnAt: EpochMs;
}

const LiveContext = createContext<Live | undefined>(undefined);

/**
 * One per tab, around everything. It connects when the first topic is followed, so pages without any
 * (sign-in, the shared timeline) never do.
 */
export function LiveProvider({ serverNow, children }: { serverNow: EpochMs; children: ReactNode }) {
  // Later pages bring a later time; the tab keeps its store.
  const [live] = useState<Live>(() => ({
    store: createBrowserStore({ path: LIVE_PATH, onRefused: () => void askWhetherSignedIn() }),
    drawnAt: serverNow,
  }));
  return <Connected live={live}>{children}</Connected>;
}

/**
 * Around the page of a share: its stream is another one, which its cookie opens. `onEnded` is called when the link was
 * closed.
 */
export function ShareLiveProvider({
  onEnded,
  children,
}: {
  readonly onEnded: () => void;
  readonly children: ReactNode;
}) {
  const { drawnAt } = useLive();
  const ended = useRef(onEnded);
  useEffect(() => {
    ended.current = onEnded;
  });
  const [live] = useState<Live>(() => ({
    store: createBrowserStore({ path: SHARE_LIVE_PATH, onEnded: () => ended.current() }),
    drawnAt,
  }));
  return <Connected live={live}>{children}</Connected>;
}

function Connected({ live, children }: { readonly live: Live; readonly children: ReactNode }) {
  useEffect(() => {
    live.store.setServerTime(live.drawnAt);
    const online = () => live.store.retryNow();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      live.store.close();
    };
  }, [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error("a live hook is used outside LiveProvider");
  return live;
}

function createBrowserStore({
  path,
  ...told
}: Pick<LiveStoreOptions, "onRefused" | "onEnded"> & { readonly path: string }): LiveStore {
  return createLiveStore({
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`),
    now: Date.now,
    random: Math.random,
    schedule: soon,
    ...told,
  });
}

/** A hidden tab is given no frames; it still keeps up, a few times a second. */
function soon(flush: () => void): void {
  if (document.hidden) setTimeout(flush, 250);
  else requestAnimationFrame(flush);
}

/** A refused handshake does not tell why: the page itself does. Text typed is kept in drafts. */
async function askWhetherSignedIn(): Promise<void> {
  const answer = await fetch("/api/account/logins").catch(() => undefined);
  if (answer?.status !== 401) return;
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
