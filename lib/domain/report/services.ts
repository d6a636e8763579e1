import { type Targets, targetOf } from "../availability/targets.ts";
import { burnRates, NO_WINDOWS, type WindowTotals } from "./burn-rate.ts";
import type { ServiceFigure } from "./report.ts";
import type { ServiceTotal } from "./service-total.ts";

/** Availability of each service, least left of its budget first. What was wanted at no time is no service of the period. */
export function serviceFigures(
  totals: readonly ServiceTotal[],
  targets: Targets,
  recent: WindowTotals = NO_WINDOWS,
): readonly ServiceFigure[] {
  const byService = Map.groupBy(
    totals.filter(({ wantedMs }) => wantedMs > 0),
    ({ service }) => service,
  );
  const rates = burnRates(
    recent,
    [...byService.keys()].map((service) => ({ service, target: targetOf(targets, service) })),
  );
  return [...byService]
    .map(([service, own]) => ({
      ...toFigure(service, own, targetOf(targets, service)),
      rates: rates.get(service) ?? {},
    }))
    .toSorted(
      (one, other) =>
        one.left - other.left || one.ratio - other.ratio || one.service.localeCompare(other.service),
    );
}

function toFigure(
  service: string,
  own: readonly ServiceTotal[],
  target: number,
): Omit<ServiceFigure, "rates"> {
  const wantedMs = own.reduce((sum, each) => sum + each.wantedMs, 0);
  const upMs = own.reduce((sum, each) => sum + each.upMs, 0);
  // Hosts run side by side: the service was measured while the one that was measured longest was.
  const measuredMs = own.reduce((longest, each) => Math.max(longest, each.measuredMs), 0);
  const ratio = upMs / wantedMs;
  const lostMs = ((wantedMs - upMs) / wantedMs) * measuredMs;
  const allowedMs = (1 - target) * measuredMs;
  const hostIds = own.map(({ hostId }) => hostId).toSorted();
  return { service, target, ratio, measuredMs, lostMs, allowedMs, left: 1 - lostMs / allowedMs, hostIds };
}
