import { clsx } from "clsx";
import type { EventRow } from "#lib/protocol/row-views.ts";
import { formatDuration, plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/times.tsx";
import { eventDetail, eventSubject, eventTitle, isBad } from "./event-words.ts";

/** One event, or the place where some are missing. */
export function EventLine({ row }: { readonly row: EventRow }) {
  if (row.gap !== undefined) {
    const { gap } = row;
    return (
      <div className="evr gapl">
        <Mark name="gap" size={12} />
        <span>
          Interrupted for {formatDuration(gap.toAt - gap.fromAt)}:{" "}
          {gap.isFilled
            ? "read again, none lost"
            : gap.lostCount === undefined
              ? "events may be missing"
              : `${plural(gap.lostCount, "event")} lost`}
          , <MachineText text={gap.cause} limit={120} />
        </span>
      </div>
    );
  }
  return (
    <div className={clsx("evr", isBad(row) && "here")}>
      <i />
      <span className="ml i3">
        <Moment at={row.at} />
      </span>
      <span className="ell">
        <MachineText text={eventTitle(row)} limit={80} />
      </span>
      <b className="ell">
        <MachineText text={eventSubject(row)} limit={120} />
      </b>
      <span className="ml i2 ell">
        <MachineText text={eventDetail(row)} limit={300} />
        {row.isInferred === true && <span className="i3"> found by comparing lists, not reported</span>}
      </span>
    </div>
  );
}
