import type { SizeSample } from "../../host-state.ts";
import { HOUR_MS } from "../../time.ts";

export interface Trend {
  readonly bytesPerHour: number;
  /** How much of the movement the straight line explains, 0 to 1: a sawtooth is no growth. */
  readonly fit: number;
  readonly overMs: number;
}

/** The straight line through sizes over time (least squares); undefined where there are fewer than three. */
export function trendOf(samples: readonly SizeSample[]): Trend | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || samples.length < 3) return undefined;
  const points = samples.map(({ at, bytes }) => [(at - first.at) / HOUR_MS, bytes] as const);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let spreadX = 0;
  let spreadY = 0;
  let common = 0;
  for (const [x, y] of points) {
    spreadX += (x - meanX) ** 2;
    spreadY += (y - meanY) ** 2;
    common += (x - meanX) * (y - meanY);
  }
  if (spreadX === 0) return undefined;
  return {
    bytesPerHour: common / spreadX,
    fit: spreadY === 0 ? 0 : common ** 2 / (spreadX * spreadY),
    overMs: last.at - first.at,
  };
}
