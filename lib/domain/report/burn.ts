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
  /** Those that are about the service. */
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
  const spans = new Map(
    incidents.map(({ id, beganAt, endedAt }) => [
      id,
      { fromAt: inside(beganAt), toAt: inside(endedAt ?? toAt) },
    ]),
  );
  return {
    points: moments.map((at) => ({ at, left: 1 - spentUntil(at) })),
    dots: incidents.map((incident) => {
      const at = inside(incident.endedAt ?? toAt);
      const spent = losses.reduce((sum, loss) => sum + loss.spent * partOf(loss, incident.id, spans), 0);
      return { ...incident, at, left: 1 - spentUntil(at), spent };
    }),
    gaps: options.gaps,
    ...(worst && {
      worstDay: {
        ...worst,
        incidentIds: incidents
          .filter(({ id }) =>
            losses.some((loss) => dayOf(loss) === worst.dayAt && partOf(loss, id, spans) > 0),
          )
          .map(({ id }) => id),
      },
    }),
  };
}

interface Stretch {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

/** Of what was lost within an hour the part of one incident: all of it, unless others of the service lasted in that hour too. */
function partOf(loss: LostStretch, id: string, spans: ReadonlyMap<string, Stretch>): number {
  const own = spans.get(id);
  const ownMs = own === undefined ? 0 : sharedMs(loss, own);
  if (ownMs === 0) return 0;
  return ownMs / [...spans.values()].reduce((sum, span) => sum + sharedMs(loss, span), 0);
}

/** A moment at least, where they touch. */
function sharedMs({ fromAt, lengthMs }: LostStretch, span: Stretch): number {
  const ms = Math.min(fromAt + lengthMs, span.toAt) - Math.max(fromAt, span.fromAt);
  return ms < 0 || span.fromAt === fromAt + lengthMs ? 0 : Math.max(1, ms);
}

const dayOf = ({ fromAt }: Pick<LostStretch, "fromAt">): EpochMs => Math.floor(fromAt / DAY_MS) * DAY_MS;

function worstDay(
  losses: readonly (LostStretch & { readonly spent: number })[],
): { readonly dayAt: EpochMs; readonly spent: number } | undefined {
  const days = new Map<EpochMs, number>();
  for (const { fromAt, spent } of losses) {
    const dayAt = dayOf({ fromAt });
    days.set(dayAt, (days.get(dayAt) ?? 0) + spent);
  }
  const [worst] = [...days].toSorted(([, one], [, other]) => other - one);
  return worst === undefined ? undefined : { dayAt: worst[0], spent: worst[1] };
}
