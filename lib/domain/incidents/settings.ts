import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.ts";

/** What an admin decides about incidents; everything else follows from readings and from people. */
export interface IncidentSettings {
  /** So long after it was resolved the same cause opens it again, with its history; 0 is never. */
  readonly reopenWithinMs: number;
  /** A page symptom that nobody has opened an incident for opens one by itself. Tickets never do. */
  readonly opensForPages: boolean;
  /** Symptoms of one compose service on several hosts go to one incident. */
  readonly joinsServices: boolean;
  /** So long after the impact began it should be mitigated, as everybody agreed; 0 is no target. */
  readonly mitigateWithinMs: number;
  /** How long the history of availability is kept, for the report. */
  readonly keepUptimeMs: number;
  /** Words that who shares or exports does not tell unless they say so: names of customers, of what is not public. */
  readonly ownWords: readonly string[];
}

export const INCIDENT_SETTINGS: IncidentSettings = {
  // Most relapses come within the half hour; what comes later has had time to become another thing.
  reopenWithinMs: 30 * MINUTE_MS,
  opensForPages: false,
  // Two stacks may have a service of one name and nothing to do with each other.
  joinsServices: false,
  mitigateWithinMs: 30 * MINUTE_MS,
  // A year, and the days around it.
  keepUptimeMs: 400 * DAY_MS,
  ownWords: [],
};

export const REOPEN_LONGEST_MS = DAY_MS;
export const TARGET_LONGEST_MS = DAY_MS;
/** A report of thirty days needs as much … */
export const KEEP_SHORTEST_MS = 30 * DAY_MS;
/** … and after three years nobody asks any more. */
export const KEEP_LONGEST_MS = 1_100 * DAY_MS;

/** "30 min", "6 h"; nobody sets seconds. */
export const roundWords = (ms: number): string =>
  ms % HOUR_MS === 0 ? `${ms / HOUR_MS} h` : `${Math.round(ms / MINUTE_MS)} min`;

/** "400 days" */
export const keepWords = ({ keepUptimeMs }: Pick<IncidentSettings, "keepUptimeMs">): string =>
  `${Math.round(keepUptimeMs / DAY_MS)} days`;

/** "3 words", "none": for sentences about the list. */
export const ownWordsWords = ({ ownWords }: Pick<IncidentSettings, "ownWords">): string =>
  ownWords.length === 0 ? "none" : `${ownWords.length} ${ownWords.length === 1 ? "word" : "words"}`;

/** "30 min", "none": for sentences about the target. */
export const targetWords = ({ mitigateWithinMs }: Pick<IncidentSettings, "mitigateWithinMs">): string =>
  mitigateWithinMs === 0 ? "none" : roundWords(mitigateWithinMs);

/** "within 30 min", "never": for sentences about what opens again. */
export const reopenWords = ({ reopenWithinMs }: Pick<IncidentSettings, "reopenWithinMs">): string =>
  reopenWithinMs === 0 ? "never" : `within ${roundWords(reopenWithinMs)}`;
