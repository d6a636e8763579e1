"use client";

import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { FollowList } from "./follow-list.tsx";
import { GoToTime } from "./go-to-time.tsx";
import { LogBar } from "./log-bar.tsx";
import { LogLine } from "./log-line.tsx";
import { isLine, isMarked, type LogRow } from "./log-row.ts";
import { isHit, type LogSearch, NO_SEARCH, step, visibleRows } from "./log-search.ts";
import { PausedPill } from "./paused-pill.tsx";
import { PinDialog } from "./pin-dialog.tsx";

export interface Lane {
  readonly id: string;
  readonly text: string;
}

interface LogViewProps {
  readonly hostId: string;
  /** Name of the log on the timeline, when lines are pinned. */
  readonly source: string;
  readonly rows: readonly LogRow[];
  readonly lanes: readonly Lane[];
  readonly isLoaded: boolean;
  readonly dropped: number;
  readonly ended: string | undefined;
  /** Lines a signature knows can be shown alone; `e` goes to them. */
  readonly hasMarks: boolean;
  readonly canPin: boolean;
  readonly older: {
    readonly state: "idle" | "reading" | "start" | "failed";
    readonly message?: string;
    readonly read: () => void;
  };
  /** What can be said when there is no line. */
  readonly empty: ReactNode;
  readonly notice?: ReactNode;
}

const OLDER = "older";

/** A log that is followed: lanes, search, the row under the cursor, what is missing, and pinning. */
export function LogView(props: LogViewProps) {
  const [search, setSearch] = useState<LogSearch>(NO_SEARCH);
  const [isFollowing, setFollowing] = useState(true);
  const [isWrapped, setWrapped] = useState(false);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isGoing, setGoing] = useState(false);
  const [isPinning, setPinning] = useState(false);
  const pausedAtKey = useRef<string | undefined>(undefined);

  const all = useDeferredValue(props.rows);
  const rows = useMemo(() => visibleRows(all, search, isMarked), [all, search]);
  const keys = useMemo(() => [OLDER, ...rows.map((row) => row.key)], [rows]);
  const hits = useMemo(() => rows.filter((row) => isHit(row, search.text)).length, [rows, search.text]);
  const laneIds = useMemo(() => props.lanes.map(({ id }) => id), [props.lanes]);
  const counted = useMemo(() => countLanes(all, props.lanes), [all, props.lanes]);

  function follow(next: boolean): void {
    if (!next) pausedAtKey.current = rows.at(-1)?.key;
    setFollowing(next);
  }
  function goTo(row: LogRow | undefined): void {
    if (row === undefined) return;
    follow(false);
    setCursor(row.key);
    setChosen(new Set([row.key]));
  }
  function press(key: string, isExtending: boolean): void {
    if (isExtending && cursor !== undefined) {
      const [from = 0, to = 0] = [
        rows.findIndex((row) => row.key === cursor),
        rows.findIndex((row) => row.key === key),
      ].toSorted((a, b) => a - b);
      setChosen(
        new Set(
          rows
            .slice(Math.max(0, from), to + 1)
            .filter(isLine)
            .map((row) => row.key),
        ),
      );
      return;
    }
    if (key === cursor) {
      setCursor(undefined);
      setChosen(new Set());
      return;
    }
    follow(false);
    setCursor(key);
    setChosen(new Set([key]));
  }
  const wanted = (row: LogRow) => isHit(row, search.text);
  const latest = useRef({ rows, cursor });
  latest.current = { rows, cursor };
  const find = (by: 1 | -1, is: (row: LogRow) => boolean) => () =>
    goTo(step(latest.current.rows, latest.current.cursor, by, is));
  const marked = (row: LogRow) => isLine(row) && isMarked(row);
  useKeys([
    { keys: "n", does: "next hit", run: find(1, wanted) },
    { keys: "N", does: "hit before", run: find(-1, wanted) },
    { keys: "e", does: props.hasMarks ? "next marked line" : "next error", run: find(1, marked) },
    { keys: "E", does: props.hasMarks ? "marked line before" : "error before", run: find(-1, marked) },
    { keys: "j", does: "next line", run: find(1, isLine) },
    { keys: "k", does: "line before", run: find(-1, isLine) },
    { keys: " ", does: "follow", run: () => follow(!isFollowing) },
    { keys: "g t", does: "go to time", run: () => setGoing(true) },
    {
      keys: "Escape",
      does: "let go of the line",
      run: () => {
        setCursor(undefined);
        setChosen(new Set());
      },
    },
    ...(props.canPin
      ? [
          {
            keys: "p",
            does: "pin to an incident",
            run: () => setPinning(latest.current.cursor !== undefined),
          },
        ]
      : []),
  ]);

  const pressRef = useRef(press);
  pressRef.current = press;
  const [onPress] = useState(() => (key: string, isExtending: boolean) => pressRef.current(key, isExtending));

  return (
    <div className="logs">
      <LogBar
        lanes={counted}
        search={search}
        onSearch={(change) => setSearch({ ...search, ...change })}
        hitCount={hits}
        chosenCount={chosen.size}
        isWrapped={isWrapped}
        onWrap={setWrapped}
        onGoTo={() => setGoing(true)}
        onPin={props.canPin ? () => setPinning(true) : undefined}
        hasMarks={props.hasMarks}
      />
      {props.notice}
      {props.dropped > 0 && (
        <p className="lost">
          {plural(props.dropped, "line")} did not reach this browser: it was too slow. Load the page again to
          read them.
        </p>
      )}
      <div className="out">
        <FollowList
          className="scroll"
          label="Lines"
          keys={keys}
          estimatePx={18}
          headRows={1}
          isFollowing={isFollowing}
          onFollowChange={follow}
          shownKey={cursor}
          render={(index) => {
            const row = rows[index - 1];
            if (index === 0) return <Older older={props.older} hasRows={all.length > 0} />;
            if (row === undefined) return null;
            return (
              <LogLine
                row={row}
                lanes={laneIds}
                hostId={props.hostId}
                looked={search.text}
                isCursor={row.key === cursor}
                isChosen={chosen.has(row.key)}
                isWrapped={isWrapped}
                onPress={onPress}
              />
            );
          }}
          after={
            <>
              {props.isLoaded && all.length === 0 && props.ended === undefined && props.empty}
              {all.length > 0 && rows.length === 0 && (
                <EmptyState
                  title={
                    search.text === ""
                      ? "No line is left by what is switched off."
                      : `No line matches “${search.text}” in ${plural(all.length, "line")}.`
                  }
                >
                  <Button onClick={() => setSearch(NO_SEARCH)}>Show all lines</Button>
                </EmptyState>
              )}
              {props.ended !== undefined && (
                <p className="ends">
                  Nothing more comes: <MachineText text={props.ended} limit={300} />
                </p>
              )}
            </>
          }
        />
        {!isFollowing && (
          <PausedPill
            rows={all}
            sinceKey={pausedAtKey.current}
            hasMarks={props.hasMarks}
            onFollow={() => follow(true)}
          />
        )}
      </div>
      {isGoing && <GoToTime rows={rows} onGo={goTo} onClose={() => setGoing(false)} />}
      {isPinning && (
        <PinDialog
          hostId={props.hostId}
          source={props.source}
          lines={all.filter((row) => chosen.has(row.key))}
          onClose={() => setPinning(false)}
        />
      )}
    </div>
  );
}

function countLanes(rows: readonly LogRow[], lanes: readonly Lane[]) {
  const counts = new Map<string, number>();
  for (const row of rows) if (isLine(row)) counts.set(row.lane, (counts.get(row.lane) ?? 0) + 1);
  return lanes.map((lane) => ({ ...lane, count: counts.get(lane.id) ?? 0 }));
}

function Older({ older, hasRows }: { readonly older: LogViewProps["older"]; readonly hasRows: boolean }) {
  if (!hasRows) return null;
  return (
    <div className="old">
      {older.state === "start" ? (
        <span className="i3">This is where it begins.</span>
      ) : (
        <Button look="quiet" isSmall disabled={older.state === "reading"} onClick={older.read}>
          {older.state === "reading" ? "Reading older lines…" : "Older lines"}
        </Button>
      )}
      {older.state === "failed" && <span className="tp">{older.message}</span>}
    </div>
  );
}
