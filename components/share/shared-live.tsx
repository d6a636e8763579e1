"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useLink, useNow, useTopic } from "#lib/client/hooks.ts";
import type { SharedHead, SharedRow, SharedTimeline } from "#lib/protocol/incident-views.ts";
import { plural } from "../ui/format.ts";
import { SharedPage } from "./shared-page.tsx";

/**
 * The page of a link for as long as it is open: what a live one adds appears, what is taken out of any is gone, and how
 * far it can be trusted is said. It is the page the server drew until the stream has told it all once.
 */
export function SharedLive({ shareId, first }: { readonly shareId: string; readonly first: SharedTimeline }) {
  const head = useTopic("share").value;
  const rows = useTopic("share-entries").value;
  const link = useLink();
  const now = useNow();
  const isOther = head !== undefined && head.shareId !== shareId;
  useEffect(() => {
    // Another link was opened in another tab, and its cookie is the one of this browser now: this address opens its own.
    if (isOther) window.location.reload();
  }, [isOther]);
  const shared = useMemo(
    () => (head === undefined || rows === undefined || isOther ? first : whole(head, rows)),
    [head, rows, isOther, first],
  );
  const news = useNews(shared.entries.length);
  return (
    <>
      <SharedPage
        shared={shared}
        now={now}
        {...(link.state === "lost" && { lostAt: link.since })}
        newFrom={first.entries.at(-1)?.seq ?? 0}
      />
      <p className="sr" role="status">
        {news > 0 && `${plural(news, "new entry", "new entries")}`}
      </p>
    </>
  );
}

function whole({ shareId: _, ...head }: SharedHead, rows: readonly SharedRow[]): SharedTimeline {
  const entries = rows.map(({ id: _id, ...entry }) => entry).toSorted((a, b) => a.seq - b.seq);
  return { ...head, entries };
}

/** How many came with the last change, for who does not see them appear. */
function useNews(count: number): number {
  const before = useRef(count);
  const [news, setNews] = useState(0);
  useEffect(() => {
    setNews(Math.max(0, count - before.current));
    before.current = count;
  }, [count]);
  return news;
}
