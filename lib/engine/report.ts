import type { Targets } from "../domain/availability/targets.ts";
import type { HostId } from "../domain/ids.ts";
import type { IncidentSettings } from "../domain/incidents/settings.ts";
import { computeReport, incidentsFrom, leadOf, periodStart, REPORT_DAYS } from "../domain/report/compute.ts";
import { beganAt } from "../domain/report/incidents.ts";
import type { Report } from "../domain/report/report.ts";
import { serviceFigures } from "../domain/report/services.ts";
import type { Availability } from "./availability.ts";
import type { Engine } from "./engine.ts";
import type { Clock } from "./ports.ts";
import type { AvailabilityStore } from "./ports-availability.ts";
import type { IncidentStores } from "./ports-incidents.ts";

/** A year with twenty incidents a day. */
const INCIDENT_LIMIT = 8_000;

export interface ReportQuestion {
  readonly days: number;
  readonly site?: string | undefined;
  readonly service?: string | undefined;
}

interface ReportDeps {
  readonly clock: Clock;
  readonly hosts: () => ReturnType<Engine["hosts"]>;
  readonly availability: Pick<Availability, "save" | "since" | "known">;
  readonly store: AvailabilityStore;
  readonly stores: Pick<IncidentStores, "incidents" | "symptoms">;
  readonly settings: () => IncidentSettings;
  readonly targets: () => Targets;
}

/** Answers with the report up to now. What is asked for and does not exist (a site, a service, a period) is the usual one. */
export async function reportOf(deps: ReportDeps, question: ReportQuestion): Promise<Report> {
  const { availability, store, stores } = deps;
  // The minute that is not stored yet is part of it.
  await availability.save();
  const now = deps.clock.now();
  const days = REPORT_DAYS.find((each) => each === question.days) ?? 90;
  const siteOf = new Map(deps.hosts().map((host) => [host.id, host.gateHost().labels.site]));
  const sites = [...new Set([...siteOf.values()].filter((site) => site !== undefined))].toSorted();
  const site = sites.find((each) => each === question.site);
  const hostIds =
    site === undefined ? undefined : [...siteOf.keys()].filter((hostId) => siteOf.get(hostId) === site);
  const isReported = (hostId: HostId): boolean => hostIds === undefined || hostIds.includes(hostId);

  const range = { fromAt: periodStart(days, now), ...(hostIds && { hostIds }) };
  const [totals, watchedDays, all] = await Promise.all([
    store.totals(range),
    store.watched(range),
    stores.incidents.list({ limit: INCIDENT_LIMIT }),
  ]);
  const targets = deps.targets();
  const lead = leadOf(serviceFigures(totals, targets), question.service);
  const fromAt = incidentsFrom(days, now);
  const incidents = all.filter(
    (incident) =>
      beganAt(incident) >= fromAt &&
      (hostIds === undefined || incident.hostIds.some((hostId) => isReported(hostId))),
  );
  const symptoms = await stores.symptoms.byIds([...new Set(incidents.flatMap((each) => each.symptomIds))]);
  const { mitigateWithinMs, keepUptimeMs } = deps.settings();
  const firstIncidentAt = all.at(-1)?.openedAt;
  return computeReport({
    days,
    now,
    targets,
    mitigateWithinMs,
    totals,
    coverage: {
      fromAt: range.fromAt,
      toAt: now,
      days: watchedDays,
      since: new Map([...availability.since()].filter(([hostId]) => isReported(hostId as HostId))),
      watched: new Set(siteOf.keys()),
    },
    incidents,
    symptoms: new Map(symptoms.map((symptom) => [symptom.id, symptom])),
    losses: lead === undefined ? [] : await store.losses(lead.service, range),
    ...availability.known(),
    oldestKeptAt: now - keepUptimeMs,
    sites,
    ...(firstIncidentAt !== undefined && { firstIncidentAt }),
    ...(site !== undefined && { site }),
    ...(question.service !== undefined && { service: question.service }),
  });
}
