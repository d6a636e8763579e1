import { ChevronDown, ChevronRight } from "lucide-react";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { formatClock, plural } from "../ui/format.ts";
import { lookOf } from "./entry-look.ts";
import type { LookContext } from "./look.ts";
import { MachineLine } from "./machine-line.tsx";
import { shownAt, timeTitle } from "./story.ts";

/** Opens and folds the entries behind a row. */
export function FoldButton({
  count,
  isOpen,
  onToggle,
}: {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button type="button" className="unf" aria-expanded={isOpen} onClick={onToggle}>
      {plural(count, "entry", "entries")}
      <Chevron className="ic" size={13} aria-hidden />
    </button>
  );
}

/** Every entry behind the row, as it was written, in order. */
export function Unfolded({
  entries,
  severityOf,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly severityOf: LookContext["severityOf"];
}) {
  return (
    <ol className="box" aria-label="Entries behind this row">
      {entries.map((entry) => {
        const at = shownAt(entry);
        const { body } = entry;
        const counted = "times" in body && body.times !== undefined ? body.times : 1;
        const lastAt = "lastAt" in body && body.lastAt !== undefined ? body.lastAt : at;
        const look = lookOf(body, { times: counted, lastAt, at, severityOf });
        const often = counted > 1 ? ` ${counted} times to ${formatClock(lastAt)}` : "";
        return (
          <li key={entry.seq} className="ml">
            <time dateTime={new Date(at).toISOString()} title={timeTitle(entry)}>
              {formatClock(at)}
            </time>{" "}
            <MachineLine text={[look.lead, look.words, look.machine].filter(Boolean).join(" ")} />
            {often}
          </li>
        );
      })}
    </ol>
  );
}
