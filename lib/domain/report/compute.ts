import type { Spans } from "../availability/spans.ts";
import type { Targets } from "../availability/targets.ts";
import type { HostId, SymptomId } from "../ids.ts";
import type { Incident } from "../incident.ts";
import type { Symptom } from "../symptom.ts";
import { DAY_MS, type EpochMs } from "../time.ts";
import { affectedServices, type KnownServices, type Stay } from "./affected.ts";
import { burnOf, type LostStretch } from "./burn.ts";
import type { WindowTotals } from "./burn-rate.ts";
import { type Coverage, gapsOf } from "./coverage.ts";
import { beganAt, mitigateFigures, toReported } from "./incidents.ts";
import { limitsOf } from "./limits.ts";
import { originsOf } from "./origins.ts";
import type { Burn, Report, ServiceFigure } from "./report.ts";
import { sentenceOf } from "./sentence.ts";
import type { PeriodTotal } from "./service-total.ts";
import { serviceFigures } from "./services.ts";

export const REPORT_DAYS = [30, 90, 365] as const;
export type ReportDays = (typeof REPORT_DAYS)[number];

/** Whole days, so that old sums, of which only the day is kept, lie inside or outside. */
export const periodStart = (days: number, now: EpochMs): EpochMs =>
  Math.floor(now / DAY_MS) * DAY_MS - (days - 1) * DAY_MS;

/** Months that are drawn: enough to see a direction, also beside a period of thirty days. */
const monthsOf = (days: number): number => (days > 183 ? 12 : 6);

/** The earliest incident a report needs: of the months it draws, and of the period before. */
export function incidentsFrom(days: number, now: EpochMs): EpochMs {
  const today = new Date(now);
  const monthAt = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsOf(days) + 1);
  return Math.min(monthAt, periodStart(days, now) - days * DAY_MS);
}

export interface ReportFacts {
  readonly days: ReportDays;
  readonly now: EpochMs;
  readonly targets: Targets;
  readonly mitigateWithinMs: number;
  readonly totals: readonly PeriodTotal[];
  readonly recent: WindowTotals;
  readonly coverage: Coverage;
  /** From `incidentsFrom` on, at least; of the hosts that are reported on. */
  readonly incidents: readonly Incident[];
  readonly symptoms: ReadonlyMap<SymptomId, Symptom>;
  /** When the first incident of all was opened. */
  readonly firstIncidentAt?: EpochMs;
  /** By host, then by name: of which service each container is that is there now. */
  readonly containers: KnownServices["containers"];
  /** By host: within the hours that totals know, since when and until when a service was wanted. */
  readonly spans: ReadonlyMap<HostId, Spans>;
  readonly checked: ReadonlySet<string>;
  /** Services whose label says how many containers there are to be. */
  readonly labelled: ReadonlySet<string>;
  readonly leftOutCount: number;
  readonly oldestKeptAt: EpochMs;
  readonly site?: string;
  readonly sites: readonly string[];
  /** Whose budget is drawn, where somebody asked for one. */
  readonly service?: string;
  /** Of `leadOf` of these totals, oldest first. */
  readonly losses: readonly LostStretch[];
  readonly recording?: Report["recording"];
}

export const leadOf = (
  services: readonly ServiceFigure[],
  asked: string | undefined,
): ServiceFigure | undefined => services.find(({ service }) => service === asked) ?? services[0];

/** The report over these facts: nothing in it is typed by hand. */
export function computeReport(facts: ReportFacts): Report {
  const { days, now, coverage } = facts;
  const { fromAt } = coverage;
  const services = serviceFigures(facts.totals, facts.targets, facts.recent);
  const lead = leadOf(services, facts.service);
  const began = facts.incidents.filter((incident) => beganAt(incident) >= fromAt);
  const known = { byHost: servicesByHost(facts), containers: facts.containers };
  const all = facts.incidents.flatMap(
    (incident) => toReported(incident, affectedServices(incident, symptomsOf(facts, incident), known)) ?? [],
  );
  // The period ends now: one of this very moment belongs to it, and one that a host's clock puts a little later.
  const list = all.filter((incident) => incident.beganAt >= fromAt);
  const beforeAt = fromAt - days * DAY_MS;
  const before = all.filter((incident) => incident.beganAt >= beforeAt && incident.beganAt < fromAt);
  const mitigate = mitigateFigures(list, before, all, {
    now,
    monthCount: monthsOf(days),
    targetMs: facts.mitigateWithinMs,
  });
  const listed = new Set(list.map(({ id }) => id));
  const origins = originsOf(
    facts.incidents.filter(({ id }) => listed.has(id)).map((incident) => symptomsOf(facts, incident)),
  );
  const knownSinceAt = Math.min(facts.firstIncidentAt ?? now, ...coverage.since.values());
  return {
    days,
    fromAt,
    toAt: now,
    ...(facts.recording && { recording: facts.recording }),
    sites: facts.sites,
    ...(facts.site !== undefined && { site: facts.site }),
    sentence: sentenceOf({ periodMs: now - fromAt, services, incidents: list, mitigate, origins }),
    services,
    ...(lead && { lead, burn: burnFor(facts, lead, list) }),
    mitigate,
    incidents: { list, ...(knownSinceAt < fromAt && { before: before.length }) },
    origins,
    limits: limitsOf({ ...facts, services, incidents: list, began }),
  };
}

const symptomsOf = ({ symptoms }: ReportFacts, { symptomIds }: Incident): readonly Symptom[] =>
  symptomIds.flatMap((symptomId) => symptoms.get(symptomId) ?? []);

function servicesByHost({ totals, spans }: ReportFacts): KnownServices["byHost"] {
  const byHost = new Map<HostId, Map<string, Stay>>();
  for (const { hostId, service, wantedMs, firstAt, lastAt } of totals) {
    if (wantedMs === 0) continue;
    const { fromAt = firstAt, toAt = lastAt } = spans.get(hostId)?.get(service) ?? {};
    const own = byHost.get(hostId) ?? new Map<string, Stay>();
    byHost.set(hostId, own.set(service, { fromAt: Math.max(fromAt, firstAt), toAt: Math.min(toAt, lastAt) }));
  }
  return byHost;
}

function burnFor(facts: ReportFacts, lead: ServiceFigure, list: Report["incidents"]["list"]): Burn {
  const { coverage, now } = facts;
  const wantedMs = facts.totals
    .filter(({ service }) => service === lead.service)
    .reduce((sum, total) => sum + total.wantedMs, 0);
  const firstAt = Math.min(...lead.hostIds.map((id) => coverage.since.get(id) ?? coverage.fromAt));
  return burnOf({
    fromAt: Math.max(coverage.fromAt, firstAt),
    toAt: now,
    allowedMs: (1 - lead.target) * wantedMs,
    losses: facts.losses,
    incidents: list.filter(({ services }) => services.includes(lead.service)),
    gaps: gapsOf(coverage, lead.hostIds),
  });
}
