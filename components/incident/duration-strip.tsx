import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { formatDuration } from "../ui/format.ts";
import { lengthMs, segmentsOf } from "./strip.ts";

const WIDTH = 200;
const TONES = {
  open: { detect: "d-o1", acknowledge: "d-o2", mitigate: "d-o3", watch: "d-c4" },
  over: { detect: "d-c1", acknowledge: "d-c2", mitigate: "d-c3", watch: "d-c4" },
} as const;

/** The stretches of one incident; the same minutes per pixel in every row. */
export function DurationStrip({
  incident,
  scale,
  now,
  isOver,
  targetMs,
}: {
  readonly incident: IncidentSummary;
  readonly scale: number;
  readonly now: number;
  readonly isOver: boolean;
  /** Drawn as a dashed line; 0 is none. */
  readonly targetMs: number;
}) {
  const segments = segmentsOf(incident);
  const from = segments[0]?.fromAt ?? incident.openedAt;
  const toX = (ms: number) => Math.min(WIDTH, (ms / scale) * WIDTH);
  const words = segments
    .map((segment) => `${segment.name} ${formatDuration(lengthMs(segment, now))}`)
    .join(", ");
  return (
    <svg className="dur" width={WIDTH} height="14" viewBox={`0 0 ${WIDTH} 14`} role="img" aria-label={words}>
      {segments.map((segment) => {
        const x = toX(segment.fromAt - from);
        const width = Math.max(1, toX(segment.fromAt - from + lengthMs(segment, now)) - x);
        return (
          <rect
            key={segment.id}
            className={TONES[isOver ? "over" : "open"][segment.id]}
            x={x + 0.5}
            y={2.5}
            width={Math.max(1, width - 1)}
            height={9}
          />
        );
      })}
      {targetMs > 0 && targetMs < scale && (
        <line className="d-target" x1={toX(targetMs)} x2={toX(targetMs)} y1={0} y2={14} />
      )}
      {!isOver && segments.length > 0 && (
        <rect className="d-end" x={Math.min(WIDTH - 2, toX(now - from))} y={0} width={2} height={14} />
      )}
    </svg>
  );
}
