"use client";

import { type FormEvent, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { parseMoment } from "../incident/parse-moment.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { formatClock, formatMoment } from "../ui/format.ts";

interface Timed {
  readonly key: string;
  readonly at: EpochMs;
}

interface GoToTimeProps<Row extends Timed> {
  /** In the order of their times. */
  readonly rows: readonly Row[];
  /** What a row is called here: "line", "entry". */
  readonly noun: string;
  /** Moments that have a name, so that nobody has to know their time. */
  readonly named: readonly { readonly name: string; readonly row: Row }[];
  readonly onGo: (row: Row) => void;
  readonly onClose: () => void;
}

/** To the first row at or after a moment. */
export function GoToTime<Row extends Timed>({ rows, noun, named, onGo, onClose }: GoToTimeProps<Row>) {
  const [text, setText] = useState("");
  const now = useNow();
  const at = parseMoment(text, now);
  const first = rows[0];
  const found = at === undefined ? undefined : rows.find((row) => row.at >= at);
  const isBefore = at !== undefined && first !== undefined && at < first.at;
  function go(row: Row): void {
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
          {at !== undefined && found === undefined && "There is nothing since then."}
          {isBefore && `Older than the first ${noun} that is loaded, ${formatClock(first.at)}. `}
          {found !== undefined && `The first ${noun} there is of ${formatClock(found.at, true)}.`}
        </p>
        {named.length > 0 && (
          <ul className="moms" aria-label="Moments with a name">
            {named.map(({ name, row }) => (
              <li key={`${name} ${row.key}`}>
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
