import type { EpochMs } from "../time.ts";
import { DEFINITIONS } from "./definitions.ts";
import { isMet, type Report, type ReportedIncident, type ServiceFigure } from "./report.ts";

/*
 * The report as a file that programs and spreadsheets read: every figure of the page unrounded, with what it means beside
 * it. `version` grows when a reader of the one before would misunderstand.
 */

const FORMAT = "foghorn-report";
const VERSION = 1;

export interface ReportDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly period: {
    readonly days: number;
    readonly from: string;
    readonly to: string;
    readonly site: string | null;
  };
  /** Absent: engines were watched. With `hosts` so many of them are played from it. */
  readonly recording?: { readonly name: string; readonly made: string; readonly hosts: number | null };
  readonly sentence: string;
  readonly definitions: readonly { readonly name: string; readonly meaning: string }[];
  readonly services: readonly DocumentService[];
  readonly incidents: readonly DocumentIncident[];
  readonly mitigate: { readonly medianMs: number | null; readonly known: number };
  readonly origins: readonly { readonly group: string; readonly count: number }[];
  readonly limits: readonly string[];
}

/** Null is not known. */
export interface DocumentService {
  readonly service: string;
  readonly hosts: readonly string[];
  readonly target: number;
  readonly availability: number;
  readonly isMet: boolean;
  readonly measuredMs: number;
  readonly notMeasuredMs: number;
  readonly lostMs: number;
  readonly allowedMs: number;
  readonly budgetLeft: number;
  readonly burnRate1h: number | null;
  readonly burnRate6h: number | null;
  readonly burnRate3d: number | null;
}

export interface DocumentIncident {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly services: readonly string[];
  readonly began: string;
  readonly ended: string | null;
  readonly timeToMitigateMs: number | null;
  readonly isEstimated: boolean;
}

const instant = (at: EpochMs): string => new Date(at).toISOString();

export function toDocument(report: Report): ReportDocument {
  const { days, fromAt, toAt, site, recording, mitigate } = report;
  return {
    format: FORMAT,
    version: VERSION,
    period: { days, from: instant(fromAt), to: instant(toAt), site: site ?? null },
    ...(recording && {
      recording: {
        name: recording.name,
        made: instant(recording.recordedAt),
        hosts: recording.hostCount ?? null,
      },
    }),
    sentence: report.sentence,
    definitions: DEFINITIONS,
    services: report.services.map((service) => serviceOf(service, toAt - fromAt)),
    incidents: report.incidents.list.toSorted((one, other) => one.beganAt - other.beganAt).map(incidentOf),
    mitigate: { medianMs: mitigate.medianMs ?? null, known: mitigate.known },
    origins: report.origins.map(({ group, count }) => ({ group, count })),
    limits: report.limits,
  };
}

const serviceOf = (figure: ServiceFigure, periodMs: number): DocumentService => ({
  service: figure.service,
  hosts: figure.hostIds,
  target: figure.target,
  availability: figure.ratio,
  isMet: isMet(figure),
  measuredMs: Math.round(figure.measuredMs),
  notMeasuredMs: Math.round(Math.max(0, periodMs - figure.measuredMs)),
  lostMs: Math.round(figure.lostMs),
  allowedMs: Math.round(figure.allowedMs),
  budgetLeft: figure.left,
  burnRate1h: figure.rates.hour ?? null,
  burnRate6h: figure.rates.sixHours ?? null,
  burnRate3d: figure.rates.threeDays ?? null,
});

const incidentOf = (incident: ReportedIncident): DocumentIncident => ({
  id: incident.id,
  title: incident.title,
  severity: incident.severity,
  services: incident.services,
  began: instant(incident.beganAt),
  ended: incident.endedAt === undefined ? null : instant(incident.endedAt),
  timeToMitigateMs: incident.mitigateMs ?? null,
  isEstimated: incident.isEstimated,
});

export const toJson = (document: ReportDocument): string => `${JSON.stringify(document, undefined, 2)}\n`;
