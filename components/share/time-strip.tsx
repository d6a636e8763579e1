import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { endOf, lengthMs, segmentsOf } from "../incident/strip.ts";
import { flagsOf, xOf } from "./flags.ts";

const ROW_PX = 19;
const BARE_WIDTH = 358;
const CLASSES = { detect: "ts-det", acknowledge: "ts-ack", mitigate: "ts-out", watch: "ts-wat" } as const;

interface TimeStripProps {
  readonly shared: SharedTimeline;
  /** How far it is drawn while it is not over. */
  readonly asOf: number;
  readonly width: number;
  readonly clock: (at: number) => string;
  readonly className: string;
}

/** The incident on a linear scale; each moment has a flag with its words. */
export function TimeStrip({ shared, asOf, width, clock, className }: TimeStripProps) {
  const { incident } = shared;
  const until = endOf(incident) === undefined ? asOf : undefined;
  const flags = flagsOf(incident.milestones, until, width);
  if (flags.length === 0) return null;
  const rows = Math.max(...flags.map(({ row }) => row)) + 1;
  const barTop = rows * ROW_PX + 2;
  const words = flags.map((flag) => `${flag.name} ${clock(flag.at)} ${flag.note}`).join(", ");
  const x = (at: number) => xOf(at, flags, until, width);
  return (
    <svg
      className={`tstrip ${className}`}
      width={width}
      height={barTop + 18}
      viewBox={`0 0 ${width + 1} ${barTop + 18}`}
      role="img"
      aria-label={words}
    >
      {segmentsOf(incident).map((segment) => (
        <rect
          key={segment.id}
          className={CLASSES[segment.id]}
          x={x(segment.fromAt)}
          y={barTop + 1.5}
          width={Math.max(1, x(segment.fromAt + lengthMs(segment, asOf)) - x(segment.fromAt))}
          height="12"
        />
      ))}
      {flags.map((flag) => (
        <g key={flag.milestone}>
          <line className="ts-f" x1={flag.x} x2={flag.x} y1={flag.row * ROW_PX + 2} y2={barTop + 15} />
          <text
            x={flag.isLeft ? flag.x - 6 : flag.x + 6}
            y={flag.row * ROW_PX + 13}
            textAnchor={flag.isLeft ? "end" : "start"}
          >
            <tspan className="b">{flag.name}</tspan> <tspan className="m">{clock(flag.at)}</tspan>{" "}
            <tspan>{flag.note}</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}

/** The bar alone, above a list of its moments. */
export function BareStrip({ shared, asOf }: Pick<TimeStripProps, "shared" | "asOf">) {
  const { incident } = shared;
  const until = endOf(incident) === undefined ? asOf : undefined;
  const flags = flagsOf(incident.milestones, until, BARE_WIDTH);
  if (flags.length === 0) return null;
  const x = (at: number) => xOf(at, flags, until, BARE_WIDTH);
  return (
    <svg
      className="tstrip bare"
      width={BARE_WIDTH}
      height="14"
      viewBox={`0 0 ${BARE_WIDTH} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {segmentsOf(incident).map((segment) => (
        <rect
          key={segment.id}
          className={CLASSES[segment.id]}
          x={x(segment.fromAt)}
          y="1"
          width={Math.max(1, x(segment.fromAt + lengthMs(segment, asOf)) - x(segment.fromAt))}
          height="10"
        />
      ))}
    </svg>
  );
}

/** The same as lines, where there is no room for flags. */
export function MomentList({ shared, clock }: Pick<TimeStripProps, "shared" | "clock">) {
  const flags = flagsOf(shared.incident.milestones, undefined, 1);
  return (
    <ul className="moments">
      {flags.map((flag) => (
        <li key={flag.milestone}>
          <b>{flag.name}</b>
          <span className="mono">{clock(flag.at)}</span>
          <span className="r">{flag.note}</span>
        </li>
      ))}
    </ul>
  );
}
