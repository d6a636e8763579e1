import { budgetOf, shareOf, TOO_EARLY } from "#lib/domain/report/percent.ts";
import type { Burn, ServiceFigure } from "#lib/domain/report/report.ts";
import { severityText } from "#lib/domain/report/sentence.ts";
import { lengthText } from "#lib/domain/report/words.ts";
import { DAY_MS, type EpochMs } from "#lib/domain/time.ts";
import { formatClock, formatDay } from "../ui/format.ts";
import {
  BURN_HEIGHT,
  burnScale,
  type DotGroup,
  dotRadius,
  endLabel,
  groupDots,
  placeLabels,
  ticksOf,
} from "./burn-geometry.ts";
import { Twin } from "./twin.tsx";

const QUARTERS = [1, 0.75, 0.5, 0.25];

/** What was left of the error budget, moment by moment. */
export function BurnChart({
  burn,
  lead,
  width,
}: {
  readonly burn: Burn;
  readonly lead: ServiceFigure;
  readonly width: number;
}) {
  const scale = burnScale(burn, width);
  const { left, right, top, bottom, x, y } = scale;
  const fromAt = burn.points[0]?.at ?? 0;
  const toAt = burn.points.at(-1)?.at ?? 0;
  const path = burn.points.map((point) => `${x(point.at)} ${y(point.left)}`).join("L");
  const labels = new Map(placeLabels(burn, scale).map((label) => [label.id, label]));
  const end = endOf(lead);
  const endAt = endLabel(burn, scale);
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${width} ${BURN_HEIGHT}`}
        role="img"
        aria-label={`Error budget of ${lead.service} from 100 % on ${formatDay(fromAt, toAt)} to ${end} on ${formatDay(toAt, toAt)}. The same as a table follows.`}
      >
        {QUARTERS.map((quarter) => (
          <g key={quarter}>
            <line className="gr" x1={left} x2={right} y1={y(quarter)} y2={y(quarter)} />
            <text x={left - 8} y={y(quarter) + 4} textAnchor="end">
              {quarter * 100} %
            </text>
          </g>
        ))}
        <line className="ax" x1={left} x2={right} y1={bottom} y2={bottom} />
        <text x={left - 8} y={bottom + 4} textAnchor="end">
          0 %
        </text>
        {burn.gaps.map((gap) => (
          <Gap key={gap.fromAt} gap={gap} x={x} top={top} bottom={bottom} right={right} />
        ))}
        <line className="even" x1={left} y1={top} x2={right} y2={bottom} />
        <path className="left" d={`M${path}`} />
        {groupDots(burn, scale).map((group) => {
          const label = labels.get(group.id);
          const [name, about] = wordsOf(group);
          return (
            <g key={group.id}>
              <circle
                className={group.isWorse ? "dot worse" : "dot"}
                cx={group.x}
                cy={group.y}
                r={dotRadius(group)}
              />
              {group.dots.length > 1 && (
                <text
                  className={group.isWorse ? "n worse" : "n"}
                  x={group.x}
                  y={group.y + 4}
                  textAnchor="middle"
                >
                  {group.dots.length}
                </text>
              )}
              {label !== undefined && (
                <>
                  <text className="b" x={label.x} y={label.y} textAnchor={label.anchor}>
                    {name}
                  </text>
                  <text x={label.x} y={label.y + 15} textAnchor={label.anchor}>
                    {about}
                  </text>
                </>
              )}
            </g>
          );
        })}
        <text className="b" x={endAt.x} y={endAt.y} textAnchor="end">
          {end}
        </text>
        {ticksOf(fromAt, toAt).map((at, index, all) => (
          <text key={at} x={x(at)} y={bottom + 19} textAnchor={x(at) > right - 20 ? "end" : "middle"}>
            {tickText(at, all[index - 1], { fromAt, toAt })}
          </text>
        ))}
      </svg>
      <Twin
        label={`Error budget of ${lead.service}`}
        columns={["Incident", "Severity", "Over at", "Spent in its hours", "Left then"]}
        rows={burn.dots.map((dot) => [
          `${dot.id} ${dot.title}`,
          severityText(dot.severity),
          dot.endedAt === undefined
            ? "not over"
            : `${formatDay(dot.at, toAt)} ${formatClock(dot.at).slice(0, 5)}`,
          shareOf(dot.spent),
          dot.left > 0 ? shareOf(dot.left) : "spent",
        ])}
        none="No incident of it in this period."
      />
    </figure>
  );
}

function endOf(lead: ServiceFigure): string {
  const left = budgetOf(lead);
  if (left === TOO_EARLY) return "too early to tell";
  return lead.left > 0 ? `${left} left` : left;
}

/** What stands beside a dot, in two lines. */
function wordsOf({ dots }: DotGroup): readonly [string, string] {
  const [worst] = dots;
  if (worst === undefined) return ["", ""];
  const { id, severity, mitigateMs } = worst;
  if (dots.length > 1)
    return [`${dots.length} incidents`, dots.every(isOpen) ? "not over" : `worst ${severityText(severity)}`];
  const minutes = mitigateMs === undefined ? "" : `, ${Math.round(mitigateMs / 60_000)} min`;
  return [id, `${severityText(severity)}${isOpen(worst) ? ", not over" : minutes}`];
}

const isOpen = ({ endedAt }: Burn["dots"][number]): boolean => endedAt === undefined;

function Gap({
  gap,
  x,
  top,
  bottom,
  right,
}: {
  readonly gap: Burn["gaps"][number];
  readonly x: (at: EpochMs) => number;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
}) {
  // A gap of minutes is drawn in the middle of its day, wide enough to be seen.
  const share = gap.ms / (gap.toAt - gap.fromAt);
  const whole = x(gap.toAt) - x(gap.fromAt);
  const width = Math.max(5, whole * share);
  const from = Math.max(x(gap.fromAt), x(gap.fromAt) + (whole - width) / 2);
  const isAtEnd = from + width + 130 > right;
  return (
    <g>
      <rect className="gap" x={from} y={top} width={width} height={bottom - top} />
      <text x={isAtEnd ? from - 5 : from + width + 5} y={top + 12} textAnchor={isAtEnd ? "end" : "start"}>
        not measured, {lengthText(gap.ms)}
      </text>
    </g>
  );
}

/** The day; of a span of few days the clock, and the day where it is another than before. */
function tickText(
  at: EpochMs,
  beforeAt: EpochMs | undefined,
  span: { readonly fromAt: EpochMs; readonly toAt: EpochMs },
): string {
  const day = formatDay(at, span.toAt);
  if (span.toAt - span.fromAt >= 4 * DAY_MS) return day;
  const clock = formatClock(at).slice(0, 5);
  return beforeAt !== undefined && formatDay(beforeAt, span.toAt) === day ? clock : `${day} ${clock}`;
}
