import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { formatDay } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";

interface SharedKindProps {
  readonly shared: SharedTimeline;
  readonly clock: (at: number) => string;
  readonly lostAt?: number;
}

/** Whether what is read is of now, and if not, of when. */
export function SharedKind({ shared, clock, lostAt }: SharedKindProps) {
  const { live, frozenAt } = shared;
  if (live === "on" && lostAt !== undefined) {
    return (
      <span className="kind">
        <Mark name="last-known" size={12} /> Not connected since {clock(lostAt)}: this was known then
      </span>
    );
  }
  if (live === "on") {
    return (
      <span className="kind on">
        <Mark name="notice" size={12} /> Live: what is new appears by itself
      </span>
    );
  }
  const when = `${formatDay(frozenAt, 0)}, ${clock(frozenAt)}`;
  return (
    <span className="kind">
      {live === "over" ? `Was live until the incident ended, ${when}` : `As it was on ${when}`}
    </span>
  );
}
