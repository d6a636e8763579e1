import type { EntryBody } from "#lib/domain/timeline.ts";
import { Spark } from "../host/spark.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";

/** A reading as it was when somebody pinned it, with the minutes before. */
export function PinnedReading({
  body,
  clock = formatClock,
}: {
  readonly body: Extract<EntryBody, { kind: "reading.pinned" }>;
  readonly clock?: (at: number) => string;
}) {
  return (
    <div className="box prd">
      <span className="min-w-0">
        <MachineText text={body.name} limit={80} />
        <span className="t12 i3">
          {body.usual !== undefined && `usual ${body.usual}, `}read {clock(body.readAt)}
        </span>
      </span>
      <Spark points={body.points} />
      <b className="num">
        <MachineText text={body.value} limit={80} />
      </b>
    </div>
  );
}
