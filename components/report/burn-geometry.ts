import type { Burn } from "#lib/domain/report/report.ts";
import type { EpochMs } from "#lib/domain/time.ts";

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

/** Where nothing of the line is: above all of it that runs beneath a label at the right end. */
export const endLabelY = ({ points }: Pick<Burn, "points">, { x, y, right }: BurnScale): number => {
  const last = points.findLastIndex(({ at }) => x(at) < right - LABEL_WIDTH);
  const highest = Math.max(...points.slice(Math.max(0, last)).map(({ left }) => left));
  const above = y(highest) - 8;
  // At the ground it stands upon the axis, whose days are beneath.
  return above > 24 ? above : Math.min(y(points.at(-1)?.left ?? 0) + 18, BOTTOM - 8);
};

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
  const endY = endLabelY({ points }, scale);
  const isOnEnd = (label: { readonly from: number; readonly y: number }): boolean =>
    label.from + LABEL_WIDTH > scale.right - LABEL_WIDTH &&
    label.y + LABEL_HEIGHT / 2 > endY - 14 &&
    label.y - 14 < endY;
  const worstFirst = dots
    .filter(({ severity }) => severity !== "SEV3")
    .toSorted((one, other) => one.severity.localeCompare(other.severity) || other.spent - one.spent);
  for (const dot of worstFirst) {
    const x = scale.x(dot.at);
    const isLeft = x - LABEL_WIDTH > scale.left;
    const from = isLeft ? x - 8 - LABEL_WIDTH : x + 8;
    const toX = isLeft ? x - 3 : from + LABEL_WIDTH;
    // Beneath the line, wherever that runs beside the dot; near the ground above it.
    const beneath = Math.max(scale.y(dot.left) + 5, lowestLine(points, scale, from, toX) + 15);
    const isGround = beneath > scale.bottom - 20;
    const wished = isGround ? highestLine(points, scale, from, x) - 24 : beneath;
    // What is left at the end stands in the corner; a label there goes beneath that.
    const y = isOnEnd({ from, y: wished }) ? endY + 16 : wished;
    if (y < scale.top + 10 || (isGround && y !== wished) || y > scale.bottom - 20) continue;
    const label = {
      id: dot.id,
      x: isLeft ? x - 8 : x + 8,
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
