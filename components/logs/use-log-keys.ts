"use client";

import { useMemo } from "react";
import type { KeyBinding } from "../ui/key-dispatch.ts";
import { useKeys } from "../ui/use-keys.tsx";
import type { FieldAct } from "./field-dialog.tsx";
import { fieldsOf, type LineField, traceOf } from "./line-fields.ts";
import { isLine, isMarked, isUnrecognised, type LogRow } from "./log-row.ts";
import type { LogCursor } from "./use-log-cursor.ts";

interface LogKeys {
  readonly log: LogCursor;
  readonly rows: readonly LogRow[];
  readonly hasMarks: boolean;
  readonly canPin: boolean;
  readonly hits: number;
  readonly unknownCount: number;
  readonly isHit: (row: LogRow) => boolean;
  readonly onRaw: () => void;
  readonly onCopy: () => void;
  readonly onGoTo: () => void;
  readonly onPin: () => void;
  readonly onField: (act: FieldAct) => void;
  readonly onTrace: (trace: LineField) => void;
}

const isMarkedLine = (row: LogRow): boolean => isLine(row) && isMarked(row);
/** A key without anything to go to is not offered. */
const only = (isAlive: boolean, ...bindings: readonly KeyBinding[]) => (isAlive ? bindings : []);

/** What the keys of a log do, in the state it is in. */
export function useLogKeys(keys: LogKeys): void {
  const { log, rows, hasMarks } = keys;
  const hasMarked = useMemo(() => rows.some(isMarkedLine), [rows]);
  const hasChosen = log.chosen.size > 0;
  const row = useMemo(() => rows.find(({ key }) => key === log.cursor), [rows, log.cursor]);
  const hasFields = row !== undefined && fieldsOf(row).length > 0;
  const trace = row && traceOf(row);
  const to = (by: 1 | -1, isWanted: (row: LogRow) => boolean) => () => log.find(by, isWanted);
  useKeys([
    ...only(
      keys.hits > 0,
      { keys: "n", does: "next hit", run: to(1, keys.isHit) },
      { keys: "N", does: "hit before", run: to(-1, keys.isHit) },
    ),
    ...only(
      hasMarked,
      { keys: "e", does: hasMarks ? "next marked line" : "next error", run: to(1, isMarkedLine) },
      { keys: "E", does: hasMarks ? "marked line before" : "error before", run: to(-1, isMarkedLine) },
    ),
    ...only(
      keys.unknownCount > 0,
      { keys: "u", does: "next line that no signature knows", run: to(1, isUnrecognised) },
      { keys: "U", does: "the one before it", run: to(-1, isUnrecognised) },
    ),
    ...only(
      rows.length > 0,
      { keys: "j", does: "next line", run: to(1, isLine) },
      { keys: "k", does: "line before", run: to(-1, isLine) },
      { keys: "r", does: "lines as they were written", run: keys.onRaw },
      { keys: " ", does: "follow", run: () => log.follow(!log.isFollowing) },
      { keys: "g t", does: "go to time", run: keys.onGoTo },
    ),
    ...only(
      hasChosen,
      { keys: "J", does: "choose one line more below", run: () => log.extend(1) },
      { keys: "K", does: "choose one line more above", run: () => log.extend(-1) },
      { keys: "y", does: "copy the lines chosen", run: keys.onCopy },
      { keys: "Escape", does: "let go of the line", run: log.letGo },
    ),
    ...only(
      hasFields,
      { keys: "f", does: "only lines with the same field", run: () => keys.onField("filter") },
      { keys: "F", does: "leave out lines with the same field", run: () => keys.onField("exclude") },
      { keys: "c", does: "a field as column", run: () => keys.onField("column") },
    ),
    ...(trace === undefined
      ? []
      : [{ keys: "t", does: "follow the trace of the line", run: () => keys.onTrace(trace) }]),
    ...only(keys.canPin && hasChosen, { keys: "p", does: "pin to an incident", run: keys.onPin }),
  ]);
}
