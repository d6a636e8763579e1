import { DAY_MS, type EpochMs } from "../time.ts";
import type { Burn, ReportedIncident } from "./report.ts";

export interface LostStretch {
  readonly fromAt: EpochMs;
  readonly lengthMs: number;
  readonly lostMs: number;
}

/** How much of the error budget was left at each moment; `allowedMs` is the whole of it, in container time. */
export function burnOf(options: {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly allowedMs: number;
  /** Oldest first. */
  readonly losses: readonly LostStretch[];
  /** Those on hosts of the service. */
  readonly incidents: readonly ReportedIncident[];
  readonly gaps: Burn["gaps"];
}): Burn {
  const { fromAt, toAt, allowedMs, incidents } = options;
  const losses = options.losses.map((loss) => ({ ...loss, spent: loss.lostMs / allowedMs }));
  const spentUntil = (at: EpochMs): number =>
    losses.reduce((sum, { fromAt: from, lengthMs, spent }) => {
      const part = (Math.min(at, toAt) - from) / (Math.min(from + lengthMs, toAt) - from);
      return sum + spent * Math.min(1, Math.max(0, part));
    }, 0);
  const inside = (at: EpochMs): EpochMs => Math.min(Math.max(at, fromAt), toAt);
  const turns = losses.flatMap(({ fromAt: from, lengthMs }) => [inside(from), inside(from + lengthMs)]);
  const moments = [...new Set([fromAt, ...turns, toAt])].toSorted((one, other) => one - other);
  const worst = worstDay(losses);
  return {
    points: moments.map((at) => ({ at, left: 1 - spentUntil(at) })),
    dots: incidents.map((incident) => {
      const at = inside(incident.endedAt ?? toAt);
      const lasted = { fromAt: inside(incident.beganAt), toAt: at };
      const spent = losses
        .filter((loss) => isDuring(loss, lasted))
        .reduce((sum, loss) => sum + loss.spent, 0);
      return { ...incident, at, left: 1 - spentUntil(at), spent };
    }),
    gaps: options.gaps,
    ...(worst && {
      worstDay: {
        ...worst,
        incidentIds: incidents
          .filter((incident) => {
            const endAt = incident.endedAt ?? toAt;
            return incident.beganAt < worst.dayAt + DAY_MS && endAt >= worst.dayAt;
          })
          .map(({ id }) => id),
      },
    }),
  };
}

const isDuring = (
  { fromAt, lengthMs }: LostStretch,
  lasted: { readonly fromAt: EpochMs; readonly toAt: EpochMs },
): boolean => fromAt <= lasted.toAt && fromAt + lengthMs > lasted.fromAt;

function worstDay(
  losses: readonly (LostStretch & { readonly spent: number })[],
): { readonly dayAt: EpochMs; readonly spent: number } | undefined {
  const days = new Map<EpochMs, number>();
  for (const { fromAt, spent } of losses) {
    const dayAt = Math.floor(fromAt / DAY_MS) * DAY_MS;
    days.set(dayAt, (days.get(dayAt) ?? 0) + spent);
  }
  const [worst] = [...days].toSorted(([, one], [, other]) => other - one);
  return worst === undefined ? undefined : { dayAt: worst[0], spent: worst[1] };
}
