"use client";

import { useState } from "react";
import { useLink, useTopic } from "./hooks.ts";
import { firstShareDraft, keepShareDraft, readShareDraft, type ShareDraft } from "./share-drafts.ts";

export interface HeldShareDraft {
  /** Absent until the links that exist are known: its choices are those of the last one. */
  readonly draft: ShareDraft | undefined;
  readonly change: (change: Partial<ShareDraft>) => void;
  /** The link is made: what is changed from here on is another draft. */
  readonly made: () => void;
}

/** The link being prepared for an incident, as this browser keeps it. */
export function useShareDraft(incidentId: string, me: string): HeldShareDraft {
  const { value: links, error } = useTopic(`shares:${incidentId}`);
  const isLost = useLink().state === "lost";
  const [first, setFirst] = useState<ShareDraft | undefined>(undefined);
  const [changed, setChanged] = useState(() => readShareDraft(window.localStorage, incidentId));
  // Decided once: a link made meanwhile changes nothing under the hands of who is choosing.
  if (first === undefined && (links !== undefined || error !== undefined || isLost))
    setFirst(firstShareDraft(links, me));
  return {
    draft: first === undefined ? undefined : { ...first, ...changed },
    change(change) {
      const next = { ...changed, ...change };
      setChanged(next);
      keepShareDraft(window.localStorage, incidentId, next);
    },
    made: () => keepShareDraft(window.localStorage, incidentId, undefined),
  };
}
