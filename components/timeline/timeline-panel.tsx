"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import { MILESTONES, type Milestones } from "#lib/domain/incident.ts";
import { createGrouping } from "#lib/domain/incidents/group-again.ts";
import { readAsNow, versionsOf } from "#lib/domain/incidents/read-as-now.ts";
import { MILESTONE_WORDS } from "#lib/domain/incidents/state-words.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { FollowList } from "../logs/follow-list.tsx";
import { GoToTime } from "../logs/go-to-time.tsx";
import { formatClock, plural } from "../ui/format.ts";
import { DayMark } from "./day-mark.tsx";
import { says } from "./entry-text.ts";
import { NoteDialogs } from "./note-dialogs.tsx";
import type { NoteAsk, Reader } from "./note-menu.tsx";
import { isFolded, type StoryFilter, type StoryRow, toGroups, toRows } from "./story.ts";
import { StoryEntry } from "./story-entry.tsx";
import { TimelineBar } from "./timeline-bar.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useFolds } from "./use-folds.ts";
import { useHits } from "./use-hits.ts";
import { useLinkedEntry } from "./use-linked-entry.ts";

interface TimelinePanelProps {
  readonly entries: readonly TimelineEntry[];
  /** Entries before these are on their way. */
  readonly isReading: boolean;
  readonly dropped: number;
  readonly isRunning: boolean;
  readonly severityOf: (mode: string) => Severity | undefined;
  readonly milestones: Milestones;
  /** Undefined where nothing of it is kept here. */
  readonly onEvidence: ((evidenceId: string) => void) | undefined;
  readonly me: Reader;
  /** It is another Foghorn's: what it names is not here, so nothing of it leads anywhere. */
  readonly isElsewhere?: boolean;
}

/** Of a row of one line, as most are: a guess that fits moves nothing once the row is measured. */
const ROW_PX = 28;

/** The incident's timeline: one rail, newest at the end, which it follows unless somebody reads further up. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { milestones } = props;
  const [filter, setFilter] = useState<StoryFilter>("all");
  const [wanted, setWanted] = useState<string | undefined>(undefined);
  const [chosenKey, setChosenKey] = useState<string | undefined>(undefined);
  const [isGoing, setGoing] = useState(false);
  const [isFollowing, setFollowing] = useState(true);
  const [asked, setAsked] = useState<NoteAsk | undefined>(undefined);
  const entries = useDeferredValue(props.entries);
  const versions = useMemo(() => versionsOf(entries), [entries]);
  const [group] = useState(createGrouping);
  const told = useMemo(() => readAsNow(entries), [entries]);
  const groups = useMemo(() => toGroups(told, filter, group), [told, filter, group]);
  const word = wanted?.trim() ?? "";
  const rows = useMemo(
    () => toRows(word === "" ? groups : groups.filter((group) => says(group, word))),
    [groups, word],
  );
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const folds = useFolds(useMemo(() => rows.some(isFolded), [rows]));
  const unread = useUnread(entries, isFollowing);
  const spoken = useAnnouncements(entries);
  /** Where it stands among all the others. */
  const show = useCallback((key: string) => {
    setWanted(undefined);
    setFollowing(false);
    setChosenKey(key);
  }, []);
  const showAll = useCallback(() => {
    setFilter("all");
    setWanted(undefined);
  }, []);
  useLinkedEntry(rows, {
    onNamed: showAll,
    onFound: ({ key, group: { entries: behind } }) => {
      if (behind.length > 1) folds.open(key);
      show(key);
    },
  });
  const story = useRef<HTMLDivElement>(null);
  useHits(story, word);
  return (
    <>
      <TimelineBar
        entryCount={entries.length}
        earlierCount={(entries[0]?.seq ?? 1) - 1}
        isReading={props.isReading}
        filter={filter}
        onFilter={setFilter}
        wanted={wanted}
        foundCount={rows.filter(({ kind }) => kind === "entry").length}
        onWanted={setWanted}
        onGoTo={() => setGoing(true)}
      />
      <div ref={story} className="story">
        <FollowList
          className="scroll"
          label="Timeline entries"
          keys={keys}
          estimatePx={ROW_PX}
          isFollowing={isFollowing}
          onFollowChange={setFollowing}
          shownKey={chosenKey}
          render={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === "day") return <DayMark at={row.at} />;
            return (
              <StoryEntry
                group={row.group}
                severityOf={props.severityOf}
                detectedAt={milestones.detected}
                onEvidence={props.onEvidence}
                me={props.me}
                isElsewhere={props.isElsewhere ?? false}
                onAsk={setAsked}
                versionCount={versions.get(row.group.first.seq)?.length}
                isOpen={folds.isOpen(row.key)}
                rowKey={row.key}
                onToggle={folds.toggle}
                isChosen={row.key === chosenKey}
                onShow={word === "" ? undefined : show}
              />
            );
          }}
          after={
            <>
              {rows.length === 0 && <NothingHere filter={filter} word={word} />}
              {props.dropped > 0 && (
                <p className="fold">
                  {plural(props.dropped, "entry", "entries")} did not reach this browser in time. Load the
                  page again to read them.
                </p>
              )}
              {props.isRunning && rows.length > 0 && word === "" && <NowLine />}
            </>
          }
        />
        {!isFollowing && unread > 0 && (
          <button type="button" className="newer" onClick={() => setFollowing(true)}>
            {plural(unread, "newer entry", "newer entries")}
          </button>
        )}
      </div>
      {isGoing && (
        <GoToTime
          rows={rows.filter(({ kind }) => kind === "entry")}
          noun="entry"
          named={momentsOf(milestones, rows)}
          onGo={({ key }) => show(key)}
          onClose={() => setGoing(false)}
        />
      )}
      {asked !== undefined && (
        <NoteDialogs
          key={`${asked.kind}-${asked.entry.seq}`}
          ask={asked}
          versions={versions.get(asked.entry.seq) ?? []}
          onClose={() => setAsked(undefined)}
        />
      )}
      <div className="sr" aria-live="polite" role="log">
        {spoken}
      </div>
    </>
  );
}

/** Milestones that are known, each at the first row from then on. */
function momentsOf(milestones: Milestones, rows: readonly StoryRow[]) {
  return MILESTONES.flatMap((milestone) => {
    const at = milestones[milestone];
    const row = at === undefined ? undefined : rows.find((one) => one.kind === "entry" && one.at >= at);
    return row === undefined ? [] : [{ name: MILESTONE_WORDS[milestone], row }];
  });
}

function NowLine() {
  const now = useNow();
  return (
    <div className="nowl" aria-hidden>
      now {formatClock(now)}
    </div>
  );
}

const NOTHING: Readonly<Record<StoryFilter, string>> = {
  all: "Nothing is written yet. Symptom changes of the hosts, what people do and notes land here by themselves.",
  people: "Nobody has written or decided anything yet.",
  machine: "No machine has said anything yet.",
  actions: "Nothing was done to a host yet: no step is ticked, and the gate was asked for nothing.",
};

function NothingHere({ filter, word }: { readonly filter: StoryFilter; readonly word: string }) {
  if (word === "") return <p className="fold">{NOTHING[filter]}</p>;
  const among = filter === "all" ? "all entries" : `the entries shown under ${filter}`;
  return (
    <p className="fold">
      Nothing says “{word}” among {among}. Escape ends the search.
    </p>
  );
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
