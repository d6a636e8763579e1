"use client";

import { clsx } from "clsx";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import { copyText } from "../ui/copy.ts";
import { plural } from "../ui/format.ts";
import { FieldChips } from "./field-chips.tsx";
import { type FieldAct, FieldDialog } from "./field-dialog.tsx";
import { FollowList } from "./follow-list.tsx";
import { FormsPanel } from "./forms-panel.tsx";
import { GoToTime } from "./go-to-time.tsx";
import { fieldsOf, type LineField } from "./line-fields.ts";
import { lineForms, matchedSignatures } from "./line-forms.ts";
import { LogBar } from "./log-bar.tsx";
import { LogEnd, type OlderLines, OlderRow } from "./log-ends.tsx";
import { LogHistogram } from "./log-histogram.tsx";
import { LogLine } from "./log-line.tsx";
import { isUnrecognised, type LogRow } from "./log-row.ts";
import {
  countLanes,
  isHit,
  type Lane,
  type LogSearch,
  NO_SEARCH,
  visibleRows,
  withField,
} from "./log-search.ts";
import { namedMoments } from "./named-moments.ts";
import { PausedPill } from "./paused-pill.tsx";
import { PinDialog } from "./pin-dialog.tsx";
import { useFoldedLines } from "./use-folded-lines.ts";
import { useLogCursor } from "./use-log-cursor.ts";
import { useLogKeys } from "./use-log-keys.ts";

interface LogViewProps {
  readonly hostId: string;
  /** Name of the log on the timeline, when lines are pinned. */
  readonly source: string;
  readonly rows: readonly LogRow[];
  readonly lanes: readonly Lane[];
  readonly isLoaded: boolean;
  readonly dropped: number;
  readonly ended: string | undefined;
  /** Lines a signature knows can be shown alone, and those that none knows; `e` and `u` go to them. */
  readonly hasMarks: boolean;
  readonly canPin: boolean;
  readonly older: OlderLines;
  /** What can be said when there is no line. */
  readonly empty: ReactNode;
  readonly notice?: ReactNode;
  /** What is looked for when the page opens. */
  readonly search?: Partial<LogSearch>;
}

const OLDER = "older";

/** A log that is followed: lanes, search, the row under the cursor, what is missing, and pinning. */
export function LogView(props: LogViewProps) {
  const { hasMarks } = props;
  const [search, setSearch] = useState<LogSearch>({ ...NO_SEARCH, ...props.search });
  const [isWrapped, setWrapped] = useState(false);
  const [isRaw, setRaw] = useState(false);
  const [fieldAct, setFieldAct] = useState<FieldAct | undefined>(undefined);
  const change = (next: Partial<LogSearch>) => setSearch({ ...search, ...next });
  const [isGoing, setGoing] = useState(false);
  const [isPinning, setPinning] = useState(false);

  const all = useDeferredValue(props.rows);
  const rows = useMemo(() => visibleRows(all, search), [all, search]);
  const hits = useMemo(() => rows.filter((row) => isHit(row, search.text)).length, [rows, search.text]);
  const laneIds = useMemo(() => props.lanes.map(({ id }) => id), [props.lanes]);
  const counted = useMemo(() => countLanes(all, props.lanes), [all, props.lanes]);
  const unknown = useMemo(() => (hasMarks ? all.filter(isUnrecognised) : []), [all, hasMarks]);
  const forms = useMemo(() => lineForms(unknown), [unknown]);
  const signatures = useMemo(() => (hasMarks ? matchedSignatures(all) : []), [all, hasMarks]);
  const { lines, repeats, standIns } = useFoldedLines(rows, hasMarks);
  const keys = useMemo(() => [OLDER, ...lines.map((row) => row.key)], [lines]);
  const log = useLogCursor(lines, rows.at(-1)?.key);
  const { cursor, chosen } = log;
  const goTo = (key: string | undefined) => log.goTo(standIns.get(key ?? "") ?? key);
  // Folding takes the line away on which the cursor stands.
  const standIn = standIns.get(cursor ?? "");
  useEffect(() => {
    if (standIn !== undefined) log.goTo(standIn);
  }, [standIn, log.goTo]);

  const copy = () => {
    const lines = all.filter((row) => chosen.has(row.key)).map((row) => row.text);
    if (lines.length > 0) void copyText(lines.join("\n"));
  };
  useLogKeys({
    log,
    rows: lines,
    hasMarks,
    canPin: props.canPin,
    hits,
    unknownCount: unknown.length,
    isHit: (row) => isHit(row, search.text),
    onRaw: () => setRaw(!isRaw),
    onCopy: copy,
    onGoTo: () => setGoing(true),
    onPin: () => setPinning(true),
    onField: setFieldAct,
    onTrace: (trace) => change({ ...withField(search, trace, false) }),
  });
  const line = all.find((row) => row.key === cursor);
  function onField(field: LineField): void {
    if (fieldAct === "column") change({ columns: [...new Set([...search.columns, field.name])] });
    else change(withField(search, field, fieldAct === "exclude"));
  }

  return (
    <div className="logs">
      <LogBar
        lanes={counted}
        search={search}
        onSearch={change}
        hitCount={hits}
        unknownCount={unknown.length}
        chosenCount={chosen.size}
        isWrapped={isWrapped}
        onWrap={setWrapped}
        isRaw={isRaw}
        onRaw={setRaw}
        onGoTo={() => setGoing(true)}
        onPin={props.canPin ? () => setPinning(true) : undefined}
        hasMarks={hasMarks}
      />
      <FieldChips search={search} onSearch={change} />
      {props.notice}
      {props.dropped > 0 && (
        <p className="lost">
          {plural(props.dropped, "line")} did not reach this browser: it was too slow. Load the page again to
          read them.
        </p>
      )}
      <LogHistogram rows={rows} cursor={cursor} hasMarks={hasMarks} onGo={goTo} />
      <div className={clsx("lw", hasMarks && "with")}>
        <div className="out">
          <FollowList
            className="scroll"
            label="Lines"
            keys={keys}
            estimatePx={18}
            headRows={1}
            isFollowing={log.isFollowing}
            onFollowChange={log.follow}
            shownKey={cursor}
            render={(index) => {
              const row = lines[index - 1];
              if (index === 0) return <OlderRow older={props.older} hasRows={all.length > 0} />;
              if (row === undefined) return null;
              return (
                <LogLine
                  row={row}
                  times={repeats.get(row.key)?.times ?? 1}
                  lastAt={repeats.get(row.key)?.lastAt}
                  lanes={laneIds}
                  hostId={props.hostId}
                  looked={search.text}
                  columns={search.columns}
                  isCursor={row.key === cursor}
                  isChosen={chosen.has(row.key)}
                  isWrapped={isWrapped}
                  isRaw={isRaw}
                  hasMarks={hasMarks}
                  onPress={log.press}
                />
              );
            }}
            after={
              <LogEnd
                isLoaded={props.isLoaded}
                loadedCount={all.length}
                shownCount={rows.length}
                looked={search.text}
                ended={props.ended}
                empty={props.empty}
                onShowAll={() => setSearch(NO_SEARCH)}
              />
            }
          />
          {!log.isFollowing && (
            <PausedPill
              rows={all}
              sinceKey={log.pausedAtKey}
              hasMarks={hasMarks}
              onFollow={() => log.follow(true)}
            />
          )}
        </div>
        {hasMarks && (
          <FormsPanel
            forms={forms}
            lineCount={unknown.length}
            signatures={signatures}
            cursor={cursor}
            onGo={goTo}
          />
        )}
      </div>
      {fieldAct !== undefined && line !== undefined && (
        <FieldDialog
          act={fieldAct}
          fields={fieldsOf(line)}
          onChoose={onField}
          onClose={() => setFieldAct(undefined)}
        />
      )}
      {isGoing && (
        <GoToTime
          rows={rows}
          noun="line"
          named={namedMoments(rows, hasMarks)}
          onGo={(row) => goTo(row.key)}
          onClose={() => setGoing(false)}
        />
      )}
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
