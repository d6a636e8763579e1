"use client";

import Link from "next/link";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { type FirstPage, useLink, useRows } from "#lib/client/hooks.ts";
import type { FeedRow } from "#lib/protocol/row-views.ts";
import { places } from "../shell/places.ts";
import { plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, SEVERITY_WORDS } from "../ui/mark.tsx";
import { Clock } from "../ui/times.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { feedWords } from "./calm.ts";
import { FEED_LIMIT, type FeedItem, feedItems, since } from "./feed-rows.ts";

const SAY_EVERY_MS = 10_000; // lines are grouped to one spoken message in this time

/** Marked lines and events of all hosts, newest first. Space stops it, so that a line can be read. */
export const Feed = memo(function Feed({
  initial,
  isRecording,
  isHeard,
}: {
  readonly initial: FirstPage<FeedRow> | undefined;
  readonly isRecording: boolean;
  /** At least one host is. */
  readonly isHeard: boolean;
}) {
  const { rows, dropped } = useRows("feed", {
    tail: FEED_LIMIT,
    ...(initial === undefined ? {} : { initial }),
  });
  const [frozen, setFrozen] = useState<readonly FeedRow[]>();
  const toggle = (): void => setFrozen((before) => (before === undefined ? rows : undefined));
  useKeys([{ keys: " ", does: frozen === undefined ? "stop the feed" : "follow the feed", run: toggle }]);
  const words = feedWords(useLink(), { isRecording, isHeard });
  const shown = useMemo(() => feedItems(frozen ?? rows), [frozen, rows]);
  const fresh = frozen === undefined ? undefined : since(rows, frozen);
  return (
    <section className="wfeed scroll" aria-label={isRecording ? "Recorded feed" : words.title}>
      <div className="ph">
        <h2>{words.title}</h2>
        <span className="sub ell">{isRecording && "recorded, "}all hosts, signature lines and events</span>
        <button type="button" className="end t12 i3" onClick={toggle} aria-pressed={frozen !== undefined}>
          {frozen === undefined ? words.following : "paused"} <Kbd> </Kbd>
        </button>
      </div>
      {fresh !== undefined && fresh.count > 0 && (
        <button type="button" className="wpill" onClick={toggle}>
          {plural(fresh.count, "new line")}
          {fresh.markedCount > 0 && <b className="tp"> {fresh.markedCount} marked</b>}
        </button>
      )}
      {dropped > 0 && (
        <p className="t12 i3">
          <Mark name="gap" size={12} /> {plural(dropped, "row")} not shown: this window was too slow.
        </p>
      )}
      {shown.length === 0 && <p className="wnone">{words.none}</p>}
      <ol>
        {shown.map((row) => (
          <FeedLine key={row.id} row={row} />
        ))}
      </ol>
      <Spoken rows={rows} />
    </section>
  );
});

const FeedLine = memo(function FeedLine({ row }: { readonly row: FeedItem }) {
  return (
    <li>
      <Clock at={row.at} className="tm" />
      <div className="min-w-0">
        <div className="src">
          {row.severity !== undefined && (
            <Mark name={row.severity} size={11} label={SEVERITY_WORDS[row.severity]} />
          )}
          {row.hostIds !== undefined ? (
            <b>{plural(row.hostIds.length, "host")}</b>
          ) : row.hostId === "" ? (
            <b>Foghorn</b>
          ) : (
            <Link href={places.host(row.hostId)} className="hn" prefetch={false}>
              {row.hostId}
            </Link>
          )}
          <span className="i3">{row.source}</span>
          {row.times > 1 && <span className="i3 num ml-auto">{plural(row.times, "time")}</span>}
        </div>
        <div className={row.source === "incident" ? "t12 i2 ell" : "ml"}>
          <MachineText text={row.text} limit={240} />
        </div>
      </div>
    </li>
  );
});

/** How many marked lines came, at most one message in ten seconds. */
function Spoken({ rows }: { readonly rows: readonly FeedRow[] }) {
  const newest = rows.at(-1)?.id;
  const heard = useRef(newest);
  const latest = useRef(rows);
  const [text, setText] = useState("");
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  useEffect(() => {
    const timer = setInterval(() => {
      const all = latest.current;
      const from = all.findIndex((row) => row.id === heard.current);
      const marked = all.slice(from + 1).filter((row) => row.severity !== undefined).length;
      heard.current = all.at(-1)?.id;
      if (marked > 0) setText(`${plural(marked, "marked line")} in the feed.`);
    }, SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="sr" aria-live="polite">
      {text}
    </div>
  );
}
