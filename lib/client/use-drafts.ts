"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import { createDrafts, type Draft, type Drafts, type WaitingNote } from "./drafts.ts";
import { useLink } from "./hooks.ts";

const RETRY_MS = 5_000;

let held: Drafts | undefined;

/** One per tab; made when it is first used in a browser. */
function drafts(): Drafts {
  held ??= createDrafts(window.localStorage, () => crypto.randomUUID());
  return held;
}

const NOTHING: Draft = { text: "", visibility: "internal" };
const NONE: readonly WaitingNote[] = [];
const onChange = (listener: () => void) => drafts().onChange(listener);

export interface NoteDraft extends Draft {
  readonly write: (draft: Draft) => void;
  readonly send: () => void;
}

/** The note being written for an incident. */
export function useDraft(incidentId: string): NoteDraft {
  const read = useCallback(() => drafts().read(incidentId), [incidentId]);
  const draft = useSyncExternalStore(onChange, read, () => NOTHING);
  const write = useCallback((next: Draft) => drafts().write(incidentId, next), [incidentId]);
  const send = useCallback(() => void drafts().send(incidentId), [incidentId]);
  return { ...draft, write, send };
}

/** Notes of this browser that are on their way, and what sends them when the link is back. */
export function useOutbox(incidentId: string): {
  readonly notes: readonly WaitingNote[];
  readonly takeBack: (clientKey: string) => void;
} {
  const link = useLink();
  const all = useSyncExternalStore(
    onChange,
    () => drafts().waiting(),
    () => NONE,
  );
  const hasWaiting = all.some(({ state }) => state === "waiting");
  // The socket may be up while a request was lost: what waits is tried again, not only when the link comes back.
  useEffect(() => {
    if (!hasWaiting || link.state !== "live") return undefined;
    void drafts().sendWaiting();
    const again = setInterval(() => void drafts().sendWaiting(), RETRY_MS);
    return () => clearInterval(again);
  }, [hasWaiting, link.state]);
  return {
    notes: all.filter((note) => note.incidentId === incidentId),
    takeBack: (clientKey) => drafts().takeBack(clientKey),
  };
}
