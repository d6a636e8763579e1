import type { EpochMs } from "#lib/domain/time.ts";
import type { VitalView } from "#lib/protocol/views.ts";
import { sparkOf } from "./spark-path.ts";

interface SparkProps {
  readonly points: VitalView["points"];
  readonly impactAt?: EpochMs | undefined;
  readonly width?: number;
  readonly height?: number;
}

/** The last minutes of one reading; the figure beside it says what it is now. */
export function Spark({ points, impactAt, width = 134, height = 26 }: SparkProps) {
  const spark = sparkOf(points, width, height, impactAt);
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {spark.gaps.map((gap) => (
        <rect key={gap.x} x={gap.x} y="0" width={gap.width} height={height} className="h-old-wide" />
      ))}
      {spark.impactX !== undefined && (
        <line x1={spark.impactX} x2={spark.impactX} y1="0" y2={height} className="sp-mark" />
      )}
      {spark.paths.map((path) => (
        <path key={path} d={path} className="sp-line" />
      ))}
      {spark.end !== undefined && <circle cx={spark.end.x} cy={spark.end.y} r="2" className="sp-end" />}
    </svg>
  );
}
