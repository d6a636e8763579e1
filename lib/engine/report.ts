import type { Targets } from "../domain/availability/targets.ts";
import type { HostId } from "../domain/ids.ts";
import type { IncidentSettings } from "../domain/incidents/settings.ts";
import { RATE_WINDOWS, type WindowTotals } from "../domain/report/burn-rate.ts";
import { computeReport, incidentsFrom, leadOf, periodStart, REPORT_DAYS } from "../domain/report/compute.ts";
import { reportCsv } from "../domain/report/csv.ts";
import { type ReportDocument, toDocument, toJson } from "../domain/report/document.ts";
import { beganAt } from "../domain/report/incidents.ts";
import type { Report } from "../domain/report/report.ts";
import { serviceFigures } from "../domain/report/services.ts";
import type { EpochMs } from "../domain/time.ts";
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

export interface ReportFile {
  readonly content: string;
  readonly fileName: string;
  /** "90 days, all sites": of what it tells. */
  readonly about: string;
}

interface ReportDeps {
  readonly clock: Clock;
  readonly hosts: () => ReturnType<Engine["hosts"]>;
  readonly availability: Pick<Availability, "save" | "since" | "known">;
  readonly store: AvailabilityStore;
  readonly stores: Pick<IncidentStores, "incidents" | "symptoms">;
  readonly settings: () => IncidentSettings;
  readonly targets: () => Targets;
  /** What is watched is a recording, or a part of it is. */
  readonly recording?: Report["recording"];
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
  const [totals, watchedDays, all, recent] = await Promise.all([
    store.totals(range),
    store.watched(range),
    stores.incidents.list({ limit: INCIDENT_LIMIT }),
    recentTotals(store, now, hostIds),
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
    recent,
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
    ...(deps.recording && { recording: deps.recording }),
    ...(site !== undefined && { site }),
    ...(question.service !== undefined && { service: question.service }),
  });
}

async function recentTotals(
  store: AvailabilityStore,
  now: EpochMs,
  hostIds: readonly HostId[] | undefined,
): Promise<WindowTotals> {
  const windows = Object.entries(RATE_WINDOWS).map(async ([window, ms]) => [
    window,
    await store.within({ fromAt: now - ms, toAt: now, ...(hostIds && { hostIds }) }),
  ]);
  return Object.fromEntries(await Promise.all(windows)) as WindowTotals;
}

/** The report as a file. Texts of people and of hosts leave redacted, as everything that leaves. */
export function reportFile(
  report: Report,
  form: "csv" | "json",
  redact: (document: ReportDocument) => ReportDocument,
): ReportFile {
  const document = redact(toDocument(report));
  const day = document.period.to.slice(0, 10);
  return {
    content: form === "csv" ? reportCsv(document) : toJson(document),
    fileName: `foghorn-report-${report.days}-days-${day}.${form}`,
    about: `${report.days} days, ${report.site ?? "all sites"}`,
  };
}
