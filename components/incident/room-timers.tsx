"use client";

import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { useNow } from "#lib/client/hooks.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { formatClock, formatTimer } from "../ui/format.ts";
import { Timer } from "../ui/times.tsx";
import { countsFrom, endOf, impactOf, lengthMs, type Segment, segmentsOf } from "./strip.ts";

const BIG_LABEL = {
  confirmed: "Since impact",
  proposed: "Since impact, proposed",
  unknown: "Since detection",
} as const;

/** The one running timer, and the stretches so far on a linear scale. */
export function RoomTimers({ incident }: { readonly incident: IncidentDetail }) {
  const now = useNow();
  const impact = impactOf(incident);
  const end = endOf(incident);
  const segments = segmentsOf(incident);
  return (
    <div className="strip">
      <div className="big">
        <div className="n">{end === undefined ? BIG_LABEL[impact.kind] : "In all"}</div>
        <Timer className="v" from={countsFrom(incident)} to={end} label={BIG_LABEL[impact.kind]} />
      </div>
      <ol className="segs" style={columnsOf(segments, now)} aria-label="Stretches of the incident">
        {segments.map((segment) => (
          <SegmentCell
            key={segment.id}
            segment={segment}
            isProposed={segment.id === "detect" && impact.kind === "proposed"}
          />
        ))}
      </ol>
    </div>
  );
}

function SegmentCell({ segment, isProposed }: { readonly segment: Segment; readonly isProposed: boolean }) {
  const isRunning = segment.toAt === undefined;
  return (
    <li className="sg">
      <div className="n">{segment.name}</div>
      <div className="v">
        {isRunning ? (
          <Timer from={segment.fromAt} label={segment.name} />
        ) : (
          <span className="num">{formatTimer(lengthMs(segment, segment.fromAt))}</span>
        )}
        {isRunning && <small> running</small>}
      </div>
      <div className={clsx("bar", segment.id, isRunning && "run", isProposed && "prop")} />
      <div className="tk mono">{formatClock(segment.fromAt)}</div>
    </li>
  );
}

/** Linear, but never narrower than its figure. */
function columnsOf(segments: readonly Segment[], now: number): CSSProperties {
  const columns = segments.map(
    (segment) =>
      `minmax(${segment.toAt === undefined ? 124 : 84}px, ${Math.max(1, Math.round(lengthMs(segment, now) / 1000))}fr)`,
  );
  return { "--columns": columns.join(" ") } as CSSProperties;
}
