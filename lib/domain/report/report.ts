import type { HostId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

/** How fast the budget is spent: 1 is as fast as the target allows. Absent where less than half of the window was measured. */
export interface BurnRates {
  readonly hour?: number;
  readonly sixHours?: number;
  readonly threeDays?: number;
  /** It burns now: the window that says so. */
  readonly burningOver?: "hour" | "sixHours" | "threeDays";
}

/** One service over the period; hosts that run it are taken together. */
export interface ServiceFigure {
  readonly service: string;
  /** Ratios from 0 to 1. */
  readonly target: number;
  readonly ratio: number;
  /** Time in which any host of it was measured. */
  readonly measuredMs: number;
  /** As if all its containers were down at once for so long. */
  readonly lostMs: number;
  readonly allowedMs: number;
  /** Of the budget what is left, negative once it is overspent. */
  readonly left: number;
  readonly hostIds: readonly HostId[];
  readonly rates: BurnRates;
}

export const isMet = ({ ratio, target }: Pick<ServiceFigure, "ratio" | "target">): boolean => ratio >= target;

export interface ReportedIncident {
  readonly id: string;
  readonly title: string;
  /** Whose containers its symptoms name, or whose host they took down. */
  readonly services: readonly string[];
  readonly severity: "SEV1" | "SEV2" | "SEV3";
  readonly beganAt: EpochMs;
  /** Until it was mitigated, else resolved; absent while it is neither. */
  readonly endedAt?: EpochMs;
  readonly mitigateMs?: number;
  /** A person set one of the two times. */
  readonly isEstimated: boolean;
}

export interface Burn {
  /** Oldest first; between two points the line is straight. */
  readonly points: readonly { readonly at: EpochMs; readonly left: number }[];
  readonly dots: readonly (ReportedIncident & {
    readonly at: EpochMs;
    readonly left: number;
    /** Of the budget, in the hours the incident lasted; of an hour of several its part. */
    readonly spent: number;
  })[];
  readonly gaps: readonly { readonly fromAt: EpochMs; readonly toAt: EpochMs; readonly ms: number }[];
  /** The day that took most of the budget, and the incidents in whose hours it went. */
  readonly worstDay?: {
    readonly dayAt: EpochMs;
    readonly spent: number;
    readonly incidentIds: readonly string[];
  };
}

export interface MonthFigures {
  readonly monthAt: EpochMs;
  readonly medianMs?: number;
  readonly incidents: readonly (ReportedIncident & { readonly mitigateMs: number })[];
}

export interface MitigateFigures {
  readonly medianMs?: number;
  readonly known: number;
  readonly shortestMs?: number;
  readonly longestMs?: number;
  readonly before?: { readonly medianMs: number; readonly known: number };
  readonly months: readonly MonthFigures[];
  /** 0 is none. */
  readonly targetMs: number;
}

/** Where incidents began: a group of parts of the engine, and what was found there. */
export interface Origin {
  readonly group: string;
  readonly titles: readonly string[];
  readonly count: number;
}

export interface Report {
  readonly days: number;
  readonly site?: string;
  readonly sites: readonly string[];
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** What is told of is a recording, or so many hosts of it are. */
  readonly recording?: { readonly name: string; readonly recordedAt: EpochMs; readonly hostCount?: number };
  /** What a reader with ten seconds takes along. */
  readonly sentence: string;
  /** Least left of the budget first. */
  readonly services: readonly ServiceFigure[];
  /** The one whose budget is drawn: the one asked for, else the first. */
  readonly lead?: ServiceFigure;
  readonly burn?: Burn;
  readonly mitigate: MitigateFigures;
  readonly incidents: {
    readonly list: readonly ReportedIncident[];
    /** Absent: Foghorn was not there. */
    readonly before?: number;
  };
  readonly origins: readonly Origin[];
  /** What these figures cannot say. */
  readonly limits: readonly string[];
}
