import type { Day } from "#lib/domain/postmortem/document.ts";
import { formatDay } from "../ui/format.ts";
import type { ActionFigures as Figures } from "./action-list.ts";
import { startOf } from "./follow-up-words.ts";

/** What is open, how long it lies, and whether what was begun gets done. */
export function ActionFigures({ figures, today }: { readonly figures: Figures; readonly today: Day }) {
  const { overdue, inTime, withoutOwner, medianAge, usualAge, done, all, sinceAt } = figures;
  return (
    <dl className="sum">
      <Figure value={String(overdue)} words="overdue" isAsking={overdue > 0} />
      <Figure value={String(inTime)} words="open, not overdue" />
      <Figure value={String(withoutOwner)} words="without owner" isAsking={withoutOwner > 0} />
      {medianAge !== undefined && (
        <Figure
          value={`${medianAge} d`}
          words={`median age${usualAge === undefined ? "" : `, usual ${usualAge}`}`}
        />
      )}
      <Figure
        value={`${done} of ${all}`}
        words={`done${sinceAt === undefined ? "" : ` since ${formatDay(sinceAt, startOf(today))}`}`}
      />
    </dl>
  );
}

function Figure({
  value,
  words,
  isAsking = false,
}: {
  readonly value: string;
  readonly words: string;
  readonly isAsking?: boolean;
}) {
  return (
    <div>
      <dt>{words}</dt>
      <dd className={isAsking ? "tt" : undefined}>{value}</dd>
    </div>
  );
}
