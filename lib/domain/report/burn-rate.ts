import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.ts";
import type { BurnRates, ServiceFigure } from "./report.ts";
import type { ServiceTotal } from "./service-total.ts";

/** What a rate is told over, and beside each the shorter window that says whether it goes on. */
export const RATE_WINDOWS = {
  fiveMinutes: 5 * MINUTE_MS,
  halfHour: 30 * MINUTE_MS,
  hour: HOUR_MS,
  sixHours: 6 * HOUR_MS,
  threeDays: 3 * DAY_MS,
} as const;
export type RateWindow = keyof typeof RATE_WINDOWS;

/** Totals of the services in each window up to now. */
export type WindowTotals = Readonly<Record<RateWindow, readonly ServiceTotal[]>>;

export const NO_WINDOWS: WindowTotals = {
  fiveMinutes: [],
  halfHour: [],
  hour: [],
  sixHours: [],
  threeDays: [],
};

/** Of less than half of a window nobody knows how the other half was. */
const MEASURED_PART = 0.5;

/**
 * From which rate on a budget burns now, by both windows of a pair: one says that it is much, the shorter one that it goes
 * on. At 14.4 the budget of thirty days is gone in two, at 6 in five, at 1 as it ends.
 */
const BURNING = [
  { rate: 14.4, over: "hour", still: "fiveMinutes" },
  { rate: 6, over: "sixHours", still: "halfHour" },
  { rate: 1, over: "threeDays", still: "sixHours" },
] as const satisfies readonly { rate: number; over: RateWindow; still: RateWindow }[];

/** Lost of what was wanted, as a multiple of what the target allows: 1 is exactly as fast. Absent where too little was measured. */
function rateOf(own: readonly ServiceTotal[], window: RateWindow, target: number): number | undefined {
  const wantedMs = own.reduce((sum, total) => sum + total.wantedMs, 0);
  const upMs = own.reduce((sum, total) => sum + total.upMs, 0);
  const measuredMs = own.reduce((longest, total) => Math.max(longest, total.measuredMs), 0);
  if (wantedMs === 0 || measuredMs < RATE_WINDOWS[window] * MEASURED_PART) return undefined;
  return (wantedMs - upMs) / wantedMs / (1 - target);
}

/** How fast each service spends its budget. */
export function burnRates(
  totals: WindowTotals,
  services: readonly Pick<ServiceFigure, "service" | "target">[],
): ReadonlyMap<string, BurnRates> {
  const windows = (Object.keys(RATE_WINDOWS) as RateWindow[]).map(
    (window) => [window, Map.groupBy(totals[window], ({ service }) => service)] as const,
  );
  return new Map(
    services.map(({ service, target }) => {
      const rates = new Map(
        windows.map(([window, own]) => [window, rateOf(own.get(service) ?? [], window, target)]),
      );
      return [service, ratesOf((window) => rates.get(window))];
    }),
  );
}

function ratesOf(rate: (window: RateWindow) => number | undefined): BurnRates {
  const burning = BURNING.find(
    (pair) => (rate(pair.over) ?? 0) >= pair.rate && (rate(pair.still) ?? 0) >= pair.rate,
  );
  const [hour, sixHours, threeDays] = [rate("hour"), rate("sixHours"), rate("threeDays")];
  return {
    ...(hour !== undefined && { hour }),
    ...(sixHours !== undefined && { sixHours }),
    ...(threeDays !== undefined && { threeDays }),
    ...(burning && { burningOver: burning.over }),
  };
}
