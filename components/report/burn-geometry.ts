import type { Burn } from "#lib/domain/report/report.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";

export const BURN_HEIGHT = 216;
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 20, 10, 192];
/** Of a label of two lines: what it takes beside its dot. */
const [LABEL_WIDTH, LABEL_HEIGHT] = [86, 32];

export interface BurnScale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (at: EpochMs) => number;
  /** What is overspent lies on the ground line. */
  readonly y: (left: number) => number;
}

export function burnScale({ points }: Burn, width: number): BurnScale {
  const fromAt = points[0]?.at ?? 0;
  const spanMs = Math.max(1, (points.at(-1)?.at ?? 1) - fromAt);
  const right = width - RIGHT;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    left: LEFT,
    right,
    top: TOP,
    bottom: BOTTOM,
    x: (at) => round(LEFT + ((at - fromAt) / spanMs) * (right - LEFT)),
    y: (left) => round(BOTTOM - Math.min(1, Math.max(0, left)) * (BOTTOM - TOP)),
  };
}

/** A dot, or as many as would lie upon one another; `id` is the one that weighs most. */
export interface DotGroup {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly isWorse: boolean;
  readonly dots: Burn["dots"];
}

/** Centres nearer than this are one dot to the eye. */
const ONE_DOT_PX = 7;

export function groupDots({ dots }: Pick<Burn, "dots">, { x, y }: BurnScale): readonly DotGroup[] {
  const groups: { x: number; y: number; dots: Burn["dots"][number][] }[] = [];
  for (const dot of dots) {
    const place = { x: x(dot.at), y: y(dot.left) };
    const near = groups.find((group) => Math.hypot(group.x - place.x, group.y - place.y) < ONE_DOT_PX);
    if (near === undefined) groups.push({ ...place, dots: [dot] });
    else near.dots.push(dot);
  }
  return groups.map((group) => {
    const own = group.dots.toSorted(byWeight);
    return { ...group, id: own[0]?.id ?? "", isWorse: own[0]?.severity !== "SEV3", dots: own };
  });
}

const byWeight = (one: Burn["dots"][number], other: Burn["dots"][number]): number =>
  one.severity.localeCompare(other.severity) || other.spent - one.spent;

export const dotRadius = ({ dots, isWorse }: Pick<DotGroup, "dots" | "isWorse">): number =>
  dots.length > 1 ? 8 : isWorse ? 4.5 : 3;

/** Of "less than 0.1 % left". */
const END_WIDTH = 112;

/** Where what is left at the end is written: at the right, upon neither line nor dot; further left where all of it falls there. */
export function endLabel(
  { points, dots }: Pick<Burn, "points" | "dots">,
  scale: BurnScale,
): { readonly x: number; readonly y: number } {
  const { left, right, top, bottom } = scale;
  const groups = groupDots({ dots }, scale);
  const evenY = (x: number): number => top + ((x - left) / (right - left)) * (bottom - top);
  for (let x = right; x - END_WIDTH > left; x -= 8) {
    const from = x - END_WIDTH;
    const line = { from: highestLine(points, scale, from, x), to: lowestLine(points, scale, from, x) };
    const even = { from: evenY(from), to: evenY(x) };
    const isFree = (y: number): boolean =>
      y >= top + 12 &&
      y <= bottom - 6 &&
      [line, even].every((one) => y + 4 < one.from || y - 12 > one.to) &&
      groups.every(
        (dot) =>
          dot.x + dotRadius(dot) < from ||
          dot.x - dotRadius(dot) > x ||
          dot.y + dotRadius(dot) < y - 12 ||
          dot.y - dotRadius(dot) > y + 4,
      );
    const y = [line.from - 14, line.to + 18, line.to + 26, even.from - 6, even.to + 16].find(isFree);
    if (y !== undefined) return { x, y };
  }
  return { x: right, y: bottom - 34 };
}

/** Hours and days of the clock, as many as have room: even steps, whatever the ends are. */
export function ticksOf(fromAt: EpochMs, toAt: EpochMs): readonly EpochMs[] {
  const step = TICK_STEPS.find((each) => (toAt - fromAt) / each < 4) ?? 400 * DAY_MS;
  const unit = Math.min(step, DAY_MS);
  const firstAt = Math.ceil(fromAt / unit) * unit;
  // Days are counted from the first one; hours and minutes are those of the clock.
  const startAt = step > DAY_MS ? firstAt : Math.ceil(fromAt / step) * step;
  return Array.from({ length: 4 }, (_each, index) => startAt + index * step).filter((at) => at <= toAt);
}

const TICK_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 5, 10, 25, 50, 100].map((days) => days * DAY_MS),
];

export interface PlacedLabel {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

/** How far down the line comes between two places. */
function lowestLine(points: Burn["points"], { x, y }: BurnScale, fromX: number, toX: number): number {
  const inside = points.filter(({ at }) => x(at) >= fromX && x(at) <= toX);
  const before = points.findLast(({ at }) => x(at) < fromX);
  return Math.max(...[...(before === undefined ? [] : [before]), ...inside].map(({ left }) => y(left)), 0);
}

/** How far up it comes there. */
function highestLine(points: Burn["points"], { x, y }: BurnScale, fromX: number, toX: number): number {
  const inside = points.filter(({ at }) => x(at) >= fromX && x(at) <= toX);
  const before = points.findLast(({ at }) => x(at) < fromX);
  return Math.min(...[...(before === undefined ? [] : [before]), ...inside].map(({ left }) => y(left)));
}

/** Labels of dots, worst first, where none lies upon another; those without room stand in the table alone. */
export function placeLabels({ dots, points }: Burn, scale: BurnScale): readonly PlacedLabel[] {
  const placed: (PlacedLabel & { readonly from: number })[] = [];
  const end = endLabel({ points, dots }, scale);
  const isOnEnd = (label: { readonly from: number; readonly y: number }): boolean =>
    label.from + LABEL_WIDTH > end.x - END_WIDTH &&
    label.from < end.x &&
    label.y + LABEL_HEIGHT / 2 > end.y - 14 &&
    label.y - 14 < end.y;
  const worstFirst = groupDots({ dots }, scale)
    .filter(({ isWorse }) => isWorse)
    .toSorted(({ dots: [one] }, { dots: [other] }) => (one && other ? byWeight(one, other) : 0));
  for (const dot of worstFirst) {
    const { x } = dot;
    const beside = dotRadius(dot) + 4;
    const isLeft = x - LABEL_WIDTH > scale.left;
    const from = isLeft ? x - beside - LABEL_WIDTH : x + beside;
    const toX = isLeft ? x - 3 : from + LABEL_WIDTH;
    // Beneath the line, wherever that runs beside the dot; near the ground above it.
    const beneath = Math.max(dot.y + 5, lowestLine(points, scale, from, toX) + 15);
    const isGround = beneath > scale.bottom - 20;
    const wished = isGround ? highestLine(points, scale, from, x) - 24 : beneath;
    // What is left at the end stands in the corner; a label there goes beneath that.
    const y = isOnEnd({ from, y: wished }) ? end.y + 16 : wished;
    if (y < scale.top + 10 || (isGround && y !== wished) || y > scale.bottom - 20) continue;
    const label = {
      id: dot.id,
      x: isLeft ? x - beside : x + beside,
      y,
      anchor: isLeft ? ("end" as const) : ("start" as const),
      from,
    };
    const isFree = placed.every(
      (other) =>
        Math.abs(other.from - label.from) >= LABEL_WIDTH || Math.abs(other.y - label.y) >= LABEL_HEIGHT,
    );
    if (isFree && label.from + LABEL_WIDTH <= scale.right + RIGHT) placed.push(label);
  }
  return placed;
}
