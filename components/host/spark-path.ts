import type { EpochMs } from "#lib/domain/time.ts";
import type { VitalView } from "#lib/protocol/views.ts";

export interface Spark {
  /** One path per unbroken stretch. */
  readonly paths: readonly string[];
  /** Stretches without a reading. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** The newest value, when there is one. */
  readonly end?: { readonly x: number; readonly y: number };
  readonly impactX?: number;
}

const PAD = 2;

/**
 * A line of readings in a box: time from left to right, the highest value at the top. Missing readings are gaps,
 * never a line drawn through.
 */
export function sparkOf(
  points: VitalView["points"],
  width: number,
  height: number,
  impactAt?: EpochMs,
): Spark {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { paths: [], gaps: [] };
  const span = Math.max(1, last.at - first.at);
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value]));
  const low = Math.min(...values);
  const high = Math.max(...values);
  // A line that hardly moves lies low instead of filling the box with its noise.
  const range = Math.max(high - low, Math.abs(high) * 0.1, 1e-9);
  const x = (at: EpochMs): number => round(1 + ((at - first.at) / span) * (width - PAD));
  const y = (value: number): number =>
    round(height - PAD - 1 - ((value - low) / range) * (height - 2 * PAD - 2));

  const paths: string[] = [];
  const gaps: { x: number; width: number }[] = [];
  let path = "";
  let gapFrom: number | undefined;
  let before = x(first.at);
  for (const point of points) {
    const at = x(point.at);
    if (point.value === null) {
      if (path !== "") paths.push(path);
      path = "";
      gapFrom ??= before;
    } else {
      if (gapFrom !== undefined) gaps.push({ x: gapFrom, width: round(at - gapFrom) });
      gapFrom = undefined;
      path += `${path === "" ? "M" : "L"}${at} ${y(point.value)}`;
    }
    before = at;
  }
  if (path !== "") paths.push(path);
  if (gapFrom !== undefined) gaps.push({ x: gapFrom, width: Math.max(2, round(width - 1 - gapFrom)) });
  const isInside = impactAt !== undefined && impactAt >= first.at && impactAt <= last.at;
  return {
    paths,
    gaps,
    ...(last.value === null ? {} : { end: { x: x(last.at), y: y(last.value) } }),
    ...(isInside ? { impactX: x(impactAt) } : {}),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
