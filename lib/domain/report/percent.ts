import { SECOND_MS } from "../time.ts";
import { isMet, type ServiceFigure } from "./report.ts";

/** Lists come every four seconds: what is shorter may have been missed, or be that much longer. */
const RESOLUTION_MS = 4 * SECOND_MS;
const MOST_DIGITS = 3;
/** A budget of less than this many of the shortest stretches is told in no part of it. */
const STEPS_OF_BUDGET = 10;

/** "99.965 %". Rounded down: a target that was missed never looks met, and 100 % is nothing less. */
export function percentOf(ratio: number, digits = MOST_DIGITS): string {
  const unit = 10 ** digits;
  return `${Number((Math.floor(ratio * 100 * unit + 1e-6) / unit).toFixed(digits))} %`;
}

/** Digits behind the point that a time carries: each step of the last one is as long as something that was seen. */
function digitsOf(measuredMs: number): number {
  const steps = measuredMs / RESOLUTION_MS / 100;
  return steps < 1 ? -1 : Math.min(MOST_DIGITS, Math.floor(Math.log10(steps) + 1e-9));
}

/**
 * A measured availability with the digits it carries: "99.9 %" of two hours, "99.965 %" of ninety days. "over 99.9 %" where
 * the digits that met the target are not told; of less than seven minutes nothing but that all was up.
 */
export function availabilityOf(figure: Pick<ServiceFigure, "ratio" | "target" | "measuredMs">): string {
  const { ratio, target, measuredMs } = figure;
  if (ratio >= 1) return "100 %";
  const digits = digitsOf(measuredMs);
  if (digits < 0) return TOO_EARLY;
  const unit = 10 ** (digits + 2);
  const isHidden = isMet(figure) && Math.floor(ratio * unit + 1e-6) / unit < target;
  return `${isHidden ? "over " : ""}${percentOf(ratio, digits)}`;
}

export const TOO_EARLY = "too early";

/** "30 %", "6.1 %", "less than 0.1 %": of a budget. */
export function shareOf(ratio: number): string {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.1) return "less than 0.1 %";
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}

/**
 * What is left of a budget, with the digits it carries: "30 %", "spent", in steps of ten where a step of one is shorter than
 * what can be seen. Of a budget that is hardly longer than that: "100 %" or "too early".
 */
export function budgetOf({
  left,
  lostMs,
  allowedMs,
}: Pick<ServiceFigure, "left" | "lostMs" | "allowedMs">): string {
  if (lostMs === 0) return "100 %";
  if (left <= 0) return "spent";
  const steps = allowedMs / RESOLUTION_MS;
  if (steps < STEPS_OF_BUDGET) return TOO_EARLY;
  if (steps >= 1_000) return shareOf(left);
  const step = steps < 100 ? 10 : 1;
  const percent = Math.floor((left * 100) / step + 1e-9) * step;
  return percent === 0 ? `under ${step} %` : `${percent} %`;
}

/** "21", "1.4", "0": so many times as fast as the budget may be spent. */
export function rateOf(rate: number): string {
  if (rate === 0) return "0";
  if (rate < 0.1) return "under 0.1";
  return rate < 10 ? String(Math.floor(rate * 10 + 1e-9) / 10) : String(Math.floor(rate + 1e-9));
}
