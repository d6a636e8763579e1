"use client";

import { type FormEvent, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import { focusNow } from "../incident/focus-now.ts";
import { parseMoment } from "../incident/parse-moment.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock } from "../ui/format.ts";
import type { LogRow } from "./log-row.ts";

interface GoToTimeProps {
  readonly rows: readonly LogRow[];
  readonly onGo: (row: LogRow | undefined) => void;
  readonly onClose: () => void;
}

/** To the first line at or after a moment. */
export function GoToTime({ rows, onGo, onClose }: GoToTimeProps) {
  const [text, setText] = useState("");
  const now = useNow();
  const at = parseMoment(text, now);
  const first = rows[0];
  const found = at === undefined ? undefined : rows.find((row) => row.at >= at);
  const isBefore = at !== undefined && first !== undefined && at < first.at;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (found === undefined) return;
    onGo(found);
    onClose();
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
