"use client";

import { type FormEvent, useMemo, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import { focusNow } from "../incident/focus-now.ts";
import { parseMoment } from "../incident/parse-moment.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock, formatMoment } from "../ui/format.ts";
import type { LogRow } from "./log-row.ts";
import { namedMoments } from "./named-moments.ts";

interface GoToTimeProps {
  readonly rows: readonly LogRow[];
  /** Whether what is marked is what a signature knows, else errors. */
  readonly hasMarks: boolean;
  readonly onGo: (row: LogRow | undefined) => void;
  readonly onClose: () => void;
}

/** To the first line at or after a moment. */
export function GoToTime({ rows, hasMarks, onGo, onClose }: GoToTimeProps) {
  const [text, setText] = useState("");
  const now = useNow();
  const at = parseMoment(text, now);
  const first = rows[0];
  const found = at === undefined ? undefined : rows.find((row) => row.at >= at);
  const isBefore = at !== undefined && first !== undefined && at < first.at;
  const named = useMemo(() => namedMoments(rows, hasMarks), [rows, hasMarks]);
  function go(row: LogRow): void {
    onGo(row);
    onClose();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (found !== undefined) go(found);
  }
  return (
    <Dialog isOpen onClose={onClose} title="Go to time">
      <form className="frm" onSubmit={submit}>
        <label htmlFor="go-to">Moment, in UTC</label>
        <input
          ref={focusNow}
          id="go-to"
          className="inp mono"
          value={text}
          autoComplete="off"
          aria-describedby="go-to-help"
          onChange={(event) => setText(event.target.value)}
        />
        <p id="go-to-help" className="t12 i3" aria-live="polite">
          {at === undefined && "-12m, 03:12, 03:12:20.118, yesterday 22:40, or a pasted ISO time"}
          {at !== undefined && found === undefined && "Nothing was written since then."}
          {isBefore && `Older than the first line that is loaded, ${formatClock(first.at)}. `}
          {found !== undefined && `The first line there is of ${formatClock(found.at, true)}.`}
        </p>
        {named.length > 0 && (
          <ul className="moms" aria-label="Moments of this log">
            {named.map(({ name, row }) => (
              <li key={row.key}>
                <button type="button" onClick={() => go(row)}>
                  <span>{name}</span>
                  <span className="mono i2">{formatMoment(row.at, now)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="row">
          <Button type="submit" look="primary" keyHint="Enter" disabled={found === undefined}>
            Go
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
