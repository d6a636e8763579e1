"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { FollowList } from "../logs/follow-list.tsx";
import { formatClock, formatCount, plural } from "../ui/format.ts";
import { Seg } from "../ui/seg.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { DayMark } from "./day-mark.tsx";
import { countBy, isFolded, type StoryFilter, type StoryRow, toStory } from "./story.ts";
import { StoryEntry } from "./story-entry.tsx";
import { useAnnouncements } from "./use-announcements.ts";

interface TimelinePanelProps {
  readonly entries: readonly TimelineEntry[];
  readonly isLoaded: boolean;
  readonly dropped: number;
  readonly isRunning: boolean;
  readonly severityOf: (mode: string) => Severity | undefined;
  readonly detectedAt?: number | undefined;
  readonly onEvidence: (evidenceId: string) => void;
}

/** The incident's timeline: one rail, newest at the end, which it follows unless somebody reads further up. */
export function TimelinePanel(props: TimelinePanelProps) {
  const [filter, setFilter] = useState<StoryFilter>("all");
  const [isFollowing, setFollowing] = useState(true);
  const entries = useDeferredValue(props.entries);
  const counts = useMemo(() => countBy(entries), [entries]);
  const rows = useMemo(() => toStory(entries, filter), [entries, filter]);
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const folds = useFolds(rows);
  const earlier = (entries[0]?.seq ?? 1) - 1;
  const unread = useUnread(entries, isFollowing);
  const spoken = useAnnouncements(entries);
  return (
    <>
      <div className="ph">
        <h2>Timeline</h2>
        <span className="sub">
          {plural(counts.all, "entry", "entries")}
          {earlier > 0 && `, ${formatCount(earlier)} earlier ones in the export`}
        </span>
        <span className="end">
          <Seg
            label="Entries shown"
            value={filter}
            onChange={setFilter}
            options={[
              { value: "all", text: "All" },
              { value: "people", text: "People" },
              { value: "machine", text: "Machine" },
            ]}
          />
        </span>
      </div>
      <div className="story">
        <FollowList
          className="scroll"
          label="Timeline entries"
          keys={keys}
          estimatePx={30}
          isFollowing={isFollowing}
          onFollowChange={setFollowing}
          render={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === "day") return <DayMark at={row.at} />;
            return (
              <StoryEntry
                group={row.group}
                severityOf={props.severityOf}
                detectedAt={props.detectedAt}
                onEvidence={props.onEvidence}
                isOpen={folds.isOpen(row.key)}
                onToggle={() => folds.toggle(row.key)}
              />
            );
          }}
          after={
            <>
              {props.isLoaded && rows.length === 0 && <NothingYet filter={filter} />}
              {props.dropped > 0 && (
                <p className="fold">
                  {plural(props.dropped, "entry", "entries")} did not reach this browser in time. Load the
                  page again to read them.
                </p>
              )}
              {props.isRunning && rows.length > 0 && <NowLine />}
            </>
          }
        />
        {!isFollowing && unread > 0 && (
          <button type="button" className="newer" onClick={() => setFollowing(true)}>
            {plural(unread, "newer entry", "newer entries")}
          </button>
        )}
      </div>
      <div className="sr" aria-live="polite" role="log">
        {spoken}
      </div>
    </>
  );
}

/** Which folded rows are open: each by itself, or all with one key. */
function useFolds(rows: readonly StoryRow[]) {
  const [isAll, setAll] = useState(false);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const toggleAll = () => {
    setAll(!isAll);
    setTurned(new Set());
  };
  const hasFolds = useMemo(() => rows.some(isFolded), [rows]);
  useKeys(hasFolds ? [{ keys: "o", does: "open or fold what stands behind a row", run: toggleAll }] : []);
  return {
    isOpen: (key: string) => turned.has(key) !== isAll,
    toggle(key: string): void {
      const next = new Set(turned);
      if (!next.delete(key)) next.add(key);
      setTurned(next);
    },
  };
}

function NowLine() {
  const now = useNow();
  return (
    <div className="nowl" aria-hidden>
      now {formatClock(now)}
    </div>
  );
}

function NothingYet({ filter }: { readonly filter: StoryFilter }) {
  const words: Readonly<Record<StoryFilter, string>> = {
    all: "Nothing is written yet. Symptom changes of the hosts, what people do and notes land here by themselves.",
    people: "Nobody has written or decided anything yet.",
    machine: "No machine has said anything yet.",
  };
  return <p className="fold">{words[filter]}</p>;
}

/** Entries that came since somebody scrolled away from the end. */
function useUnread(entries: readonly TimelineEntry[], isFollowing: boolean): number {
  const lastSeq = entries.at(-1)?.seq ?? 0;
  const seen = useRef(lastSeq);
  useEffect(() => {
    if (isFollowing) seen.current = lastSeq;
  }, [isFollowing, lastSeq]);
  return isFollowing ? 0 : Math.max(0, lastSeq - seen.current);
}
