"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { EpochMs } from "../domain/time.ts";
import { LIVE_PATH } from "../protocol/live.ts";
import { createLiveStore, type LiveStore } from "./live-store.ts";

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
  const [live] = useState<Live>(() => ({ store: createBrowserStore(), drawnAt: serverNow }));
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

function createBrowserStore(): LiveStore {
  return createLiveStore({
    open: () =>
      new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${LIVE_PATH}`),
    now: Date.now,
    random: Math.random,
    schedule: soon,
    onRefused: () => void askWhetherSignedIn(),
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
