"use client";

import { useCallback, useState } from "react";
import type { Answer } from "#lib/client/ask.ts";
import type { LogRow } from "./log-row.ts";

export interface Older {
  readonly rows: readonly LogRow[];
  readonly state: "idle" | "reading" | "start" | "failed";
  readonly message?: string;
  readonly read: (first: LogRow | undefined) => void;
}

type ReadBefore = (
  first: LogRow,
) => Promise<Answer<{ readonly rows: readonly LogRow[]; readonly reachedStart: boolean }>>;

/** Lines before the first that is loaded, read when somebody asks for them. */
export function useOlder(readBefore: ReadBefore): Older {
  const [held, setHeld] = useState<Omit<Older, "read">>({ rows: [], state: "idle" });
  const read = useCallback(
    (first: LogRow | undefined) => {
      if (first === undefined) return;
      setHeld((before) => ({ rows: before.rows, state: "reading" }));
      void readBefore(first).then((answer) =>
        setHeld((before) => {
          if (answer.kind === "failed")
            return { rows: before.rows, state: "failed", message: answer.message };
          const known = new Set(before.rows.map((row) => row.key));
          const fresh = answer.value.rows.filter((row) => !known.has(row.key));
          const isStart = answer.value.reachedStart || fresh.length === 0;
          return { rows: [...fresh, ...before.rows], state: isStart ? "start" : "idle" };
        }),
      );
    },
    [readBefore],
  );
  return { ...held, read };
}

/** Older lines before live ones, each once. */
export function joined(older: readonly LogRow[], live: readonly LogRow[]): readonly LogRow[] {
  if (older.length === 0) return live;
  const liveKeys = new Set(live.map((row) => row.key));
  return [...older.filter((row) => !liveKeys.has(row.key)), ...live];
}
