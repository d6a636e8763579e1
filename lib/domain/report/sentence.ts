import { UNKNOWN_ORIGIN } from "./origins.ts";
import { availabilityOf, budgetOf, percentOf, rateOf, TOO_EARLY } from "./percent.ts";
import {
  isMet,
  type MitigateFigures,
  type Origin,
  type ReportedIncident,
  type ServiceFigure,
} from "./report.ts";
import { capital, inWords, lengthText, listedWords, minutesInWords } from "./words.ts";

/** The report in two or three sentences, from its own figures and from nothing else. */
export function sentenceOf(report: {
  readonly periodMs: number;
  readonly services: readonly ServiceFigure[];
  readonly incidents: readonly ReportedIncident[];
  readonly mitigate: Pick<MitigateFigures, "medianMs" | "known">;
  readonly origins: readonly Origin[];
}): string {
  const { services, incidents, mitigate, origins } = report;
  return [
    soFar(services, report.periodMs, availability(services)),
    burning(services),
    incidentWords(incidents, mitigate),
    origin(incidents.length, origins),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** Of little time a verdict says how little. */
function soFar(services: readonly ServiceFigure[], periodMs: number, verdict: string): string {
  const measuredMs = Math.max(0, ...services.map((service) => service.measuredMs));
  if (services.length === 0 || measuredMs >= periodMs / 2) return verdict;
  const isName = services.length === 1;
  return `In the ${lengthText(measuredMs)} measured so far ${isName ? verdict : `${verdict.charAt(0).toLowerCase()}${verdict.slice(1)}`}`;
}

function availability(services: readonly ServiceFigure[]): string {
  const [worst] = services;
  if (worst === undefined) return "No service was measured.";
  const missed = services.filter((service) => !isMet(service));
  if (services.length === 1)
    return isMet(worst)
      ? `${worst.service} met its target${leftWords(worst, " with ", " of the error budget left")}.`
      : `${worst.service} missed its target: ${availabilityOf(worst)} of ${percentOf(worst.target)}.`;
  const all = services.length === 2 ? "Both services" : `All ${inWords(services.length)} services`;
  if (missed.length === 0)
    return worst.lostMs === 0
      ? `${all} met their target, and none was down.`
      : `${all} met their target; ${worst.service} has least of its error budget left${leftWords(worst, ", ", "")}.`;
  const names = listedWords(missed.map(({ service }) => service));
  if (missed.length === services.length) return `${all} missed their target: ${names}.`;
  const met = services.length - missed.length;
  return `${capital(inWords(met))} of ${inWords(services.length)} services met their target; ${names} missed it.`;
}

/** Nothing where the time carries no figure. */
function leftWords(service: ServiceFigure, before: string, after: string): string {
  const left = budgetOf(service);
  return left === TOO_EARLY ? "" : `${before}${left}${after}`;
}

const OVER = { hour: "the last hour", sixHours: "the last 6 hours", threeDays: "the last 3 days" } as const;

/** What spends its budget at this moment is told before anything that is over. */
function burning(services: readonly ServiceFigure[]): string {
  const own = services.flatMap(({ service, rates }) =>
    rates.burningOver === undefined
      ? []
      : [{ service, over: rates.burningOver, rate: rates[rates.burningOver] ?? 0 }],
  );
  const [fastest] = own.toSorted((one, other) => other.rate - one.rate);
  if (fastest === undefined) return "";
  const speed = `${rateOf(fastest.rate)} times as fast as allowed over ${OVER[fastest.over]}`;
  return own.length === 1
    ? `${fastest.service} burns its budget now, ${speed}.`
    : `${listedWords(own.map(({ service }) => service))} burn their budgets now, ${fastest.service} ${speed}.`;
}

function incidentWords(
  incidents: readonly ReportedIncident[],
  { medianMs, known }: Pick<MitigateFigures, "medianMs" | "known">,
): string {
  const [only] = incidents;
  if (only === undefined) return "There was no incident.";
  if (incidents.length === 1) return `One incident, ${severityText(only.severity)}, ${outcome(only)}.`;
  const worst = incidents.filter(({ severity }) => severity === "SEV1").length;
  const count = `${capital(inWords(incidents.length))} incidents, ${worst === 0 ? "none" : inWords(worst)} SEV 1`;
  if (medianMs === undefined) return `${count}; of none is known how long it took to mitigate.`;
  if (known === 1)
    return `${count}; the one whose times are known was mitigated within ${minutesInWords(medianMs)}.`;
  const of = known === incidents.length ? "half" : `half of the ${inWords(known)} whose times are known`;
  return `${count}; ${of} were mitigated within ${minutesInWords(medianMs)}.`;
}

function outcome({ mitigateMs, endedAt }: ReportedIncident): string {
  if (mitigateMs !== undefined) return `mitigated within ${minutesInWords(mitigateMs)}`;
  return endedAt === undefined ? "not mitigated yet" : "mitigated or over; how long that took is not known";
}

function origin(incidentCount: number, origins: readonly Origin[]): string {
  const [first, second] = origins.filter(({ group }) => group !== UNKNOWN_ORIGIN);
  if (first === undefined || first.count < 2 || first.count === second?.count) return "";
  const place =
    first.group === "Access to the engine"
      ? "with the access to the engine"
      : `in ${first.group.toLowerCase()}`;
  return first.count === incidentCount
    ? `All of them began ${place}.`
    : `${capital(inWords(first.count))} of ${inWords(incidentCount)} began ${place}.`;
}

/** "SEV 2" */
export const severityText = (severity: string): string => severity.replace(/^SEV/, "SEV ");
