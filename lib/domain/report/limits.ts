import { formatDay } from "../day.ts";
import type { Incident } from "../incident.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../time.ts";
import { type Coverage, timeOff, unreadHosts } from "./coverage.ts";
import { leftOutAs } from "./incidents.ts";
import type { Report, ReportedIncident, ServiceFigure } from "./report.ts";
import { capital, inWords, lengthText, listedWords } from "./words.ts";

const NEITHER = "neither good nor bad";

/** What these figures cannot say, computed from what is missing; what holds always stands last. */
export function limitsOf(facts: {
  readonly coverage: Coverage;
  readonly services: readonly ServiceFigure[];
  readonly incidents: readonly ReportedIncident[];
  /** All that began in the period, also those that are no part of it. */
  readonly began: readonly Incident[];
  /** Services some container of which has a health check. */
  readonly checked: ReadonlySet<string>;
  /** Services whose label says how many containers there are to be. */
  readonly labelled: ReadonlySet<string>;
  readonly leftOutCount: number;
  readonly oldestKeptAt: EpochMs;
  readonly recording?: Report["recording"];
}): readonly string[] {
  const { coverage, services, incidents, began, checked, labelled, leftOutCount } = facts;
  return [
    ...recordingWords(facts.recording, coverage.toAt),
    ...sinceWords(coverage, facts.oldestKeptAt),
    ...offWords(coverage),
    ...unreadWords(coverage),
    ...estimateWords(incidents),
    ...leftOutWords(began),
    ...(leftOutCount > 0
      ? [`${capital(inWords(leftOutCount))} services beyond 500 on one host are not measured.`]
      : []),
    ...(services.length > 0 ? [howMeasured(services, checked), howMany(services, labelled), STOPS] : []),
  ];
}

function recordingWords(recording: Report["recording"], now: EpochMs): readonly string[] {
  if (recording === undefined) return [];
  const { name, recordedAt, hostCount } = recording;
  const made = `${name}, made ${formatDay(recordedAt, now)}`;
  return hostCount === undefined
    ? [`All of this is a recording (${made}): nobody's service was up or down.`]
    : [
        `${capital(inWords(hostCount))} ${hostCount === 1 ? "engine is" : "engines are"} a recording (${made}), played again and again: their figures are of nobody's services.`,
      ];
}

/** Compose writes nowhere how many containers it is to make, so without a label only those that were made are known. */
function howMany(services: readonly ServiceFigure[], labelled: ReadonlySet<string>): string {
  const unknown = services.filter(({ service }) => !labelled.has(service)).length;
  if (unknown === 0)
    return "Missing containers count as down: the label foghorn.replicas says how many there are to be.";
  const whose =
    unknown === services.length
      ? services.length === 1
        ? "of this service"
        : "of these services"
      : `of ${inWords(unknown)} of ${inWords(services.length)} services`;
  return `How many containers there should be is not known ${whose}: what was removed or never made is not missed. The label foghorn.replicas says it.`;
}

const STOPS =
  "A container that somebody stopped is not down, so restarts and deploys by hand cost no budget.";

function howMeasured(services: readonly ServiceFigure[], checked: ReadonlySet<string>): string {
  const bare = services.filter(({ service }) => !checked.has(service)).length;
  if (services.length === 1 && bare === 1)
    return "Availability is measured at the containers, not at the customers; this service has no health check, so it is up whenever it runs.";
  const start = "Availability is measured at the containers, not at the customers: up is what runs";
  if (bare === 0) return `${start} and passes its health check.`;
  const whom =
    bare === services.length
      ? "none of these services has one, so they are"
      : bare === 1
        ? `one of ${inWords(services.length)} services has none now, and is`
        : `${inWords(bare)} of ${inWords(services.length)} services have none now, and are`;
  return `${start} and passes its health check; ${whom} up whenever ${bare === 1 && services.length > 1 ? "it runs" : "they run"}.`;
}

function sinceWords({ since, fromAt, toAt }: Coverage, oldestKeptAt: EpochMs): readonly string[] {
  const firstAt = Math.max(Math.min(...since.values(), toAt), oldestKeptAt);
  if (since.size === 0 || firstAt <= fromAt + HOUR_MS) return [];
  const clock = new Date(firstAt).toISOString().slice(11, 16);
  return [
    `Availability is known since ${formatDay(firstAt, toAt)} ${clock}: ${lengthText(toAt - firstAt)} of ${lengthText(Math.ceil((toAt - fromAt) / DAY_MS) * DAY_MS)}.`,
  ];
}

function offWords(coverage: Coverage): readonly string[] {
  const { ms, dayAts } = timeOff(coverage);
  if (ms === 0) return [];
  const days = listedWords(dayAts.map((dayAt) => formatDay(dayAt, coverage.toAt)));
  return [`Foghorn itself was not running for ${lengthText(ms)} (${days}). That time counts as ${NEITHER}.`];
}

function unreadWords(coverage: Coverage): readonly string[] {
  const hosts = unreadHosts(coverage);
  const [worst] = hosts;
  if (worst === undefined) return [];
  const names = hosts.map(({ hostId, ms }) => `${hostId} for ${lengthText(ms)}`);
  return [`Not readable, and counted as ${NEITHER}: ${listedWords(names)}.`];
}

function estimateWords(incidents: readonly ReportedIncident[]): readonly string[] {
  const unknown = incidents.filter(
    ({ mitigateMs, endedAt }) => mitigateMs === undefined && endedAt !== undefined,
  );
  const byHand = incidents.filter(({ isEstimated, mitigateMs }) => isEstimated && mitigateMs !== undefined);
  return [
    ...(unknown.length > 0
      ? [
          `Of ${countOf(unknown.length)} nobody confirmed when the impact began or ended: ${unknown.length === 1 ? "it has" : "they have"} no time to mitigate.`,
        ]
      : []),
    ...(byHand.length > 0
      ? [
          `Times of ${countOf(byHand.length)} were set by a person; ${byHand.length === 1 ? "its ring is" : "their rings are"} dashed.`,
        ]
      : []),
  ];
}

function leftOutWords(began: readonly Incident[]): readonly string[] {
  const reasons = began.map(leftOutAs);
  const parts = (
    [
      ["dismissed", "dismissed"],
      ["merged", "merged into others"],
      ["SEV4", "of SEV 4"],
    ] as const
  ).flatMap(([reason, words]) => {
    const count = reasons.filter((each) => each === reason).length;
    return count === 0 ? [] : [`${inWords(count)} ${words}`];
  });
  return parts.length === 0 ? [] : [`Incidents left out: ${listedWords(parts, 3)}.`];
}

const countOf = (count: number): string => `${inWords(count)} ${count === 1 ? "incident" : "incidents"}`;
