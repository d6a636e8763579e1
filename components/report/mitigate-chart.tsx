import { formatMonth } from "#lib/domain/day.ts";
import type { MitigateFigures } from "#lib/domain/report/report.ts";
import { severityText } from "#lib/domain/report/sentence.ts";
import { MINUTE_MS } from "#lib/domain/time.ts";
import { minuteScale, minutesText } from "./minutes.ts";
import { Twin } from "./twin.tsx";

const HEIGHT = 192;
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 20, 8, 168];

/** Each incident a ring, the median of its month a bar; no line through two points. */
export function MitigateChart({
  mitigate,
  width,
}: {
  readonly mitigate: MitigateFigures;
  readonly width: number;
}) {
  const { months, targetMs } = mitigate;
  const all = months.flatMap(({ incidents }) => incidents);
  const longestMs = Math.max(targetMs, ...all.map(({ mitigateMs }) => mitigateMs));
  const lines = minuteScale(longestMs);
  const top = (lines.at(-1) ?? 1) * MINUTE_MS;
  const right = width - RIGHT;
  const y = (ms: number): number => Math.round((BOTTOM - (ms / top) * (BOTTOM - TOP)) * 10) / 10;
  const stepPx = (right - LEFT) / months.length;
  const x = (index: number): number => Math.round((LEFT + (index + 0.45) * stepPx) * 10) / 10;
  const bar = Math.min(20, stepPx / 3);
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label="Time to mitigate by month, in minutes. The same as a table follows."
      >
        {lines.map((minutes) => (
          <g key={minutes}>
            <line
              className={minutes === 0 ? "ax" : "gr"}
              x1={LEFT}
              x2={right}
              y1={y(minutes * MINUTE_MS)}
              y2={y(minutes * MINUTE_MS)}
            />
            <text x={LEFT - 8} y={y(minutes * MINUTE_MS) + 4} textAnchor="end">
              {minutes}
            </text>
          </g>
        ))}
        {targetMs > 0 && <line className="even" x1={LEFT} x2={right} y1={y(targetMs)} y2={y(targetMs)} />}
        {months.map(({ monthAt, incidents, medianMs }, index) => (
          <g key={monthAt}>
            {incidents.map(({ id, mitigateMs, isEstimated }) => (
              <circle
                key={id}
                className={isEstimated ? "ring est" : "ring"}
                cx={x(index)}
                cy={y(mitigateMs)}
                r="4"
              />
            ))}
            {medianMs !== undefined && (
              <>
                <line
                  className="med"
                  x1={x(index) - bar}
                  x2={x(index) + bar}
                  y1={y(medianMs)}
                  y2={y(medianMs)}
                />
                <text className="b" x={x(index) + bar + 5} y={y(medianMs) + 4}>
                  {minutesText(medianMs)}
                </text>
              </>
            )}
            <text x={x(index)} y={HEIGHT - 6} textAnchor="middle">
              {formatMonth(monthAt)}, {incidents.length}
            </text>
          </g>
        ))}
      </svg>
      <Twin
        label="Time to mitigate by incident"
        columns={["Incident", "Severity", "Month", "Minutes", "Times"]}
        rows={months.flatMap(({ monthAt, incidents }) =>
          incidents.map(({ id, title, severity, mitigateMs, isEstimated }) => [
            `${id} ${title}`,
            severityText(severity),
            formatMonth(monthAt),
            minutesText(mitigateMs),
            isEstimated ? "set by a person" : "recorded",
          ]),
        )}
        none="No incident whose time to mitigate is known."
      />
    </figure>
  );
}
