import type { HostId, IncidentId, SymptomId, UserId } from "./ids.ts";
import type { AttachReason } from "./incidents/attach-words.ts";
import type { IncidentAction } from "./incidents/incident-action.ts";

import type { ListName } from "./runbooks/list-place.ts";
import type { IncidentSeverity } from "./severity.ts";
import type { EpochMs } from "./time.ts";

/** triage to closed is the way of an incident; dismissed and merged are ends of their own. Acknowledged is a time and a person, not a state. */
export const INCIDENT_STATES = [
  "triage",
  "active",
  "mitigated",
  "resolved",
  "closed",
  "dismissed",
  "merged",
] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const MILESTONES = ["impact-started", "detected", "acknowledged", "mitigated", "resolved"] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Absent is unknown and stays so; it is never zero. */
export type Milestones = Readonly<Partial<Record<Milestone, EpochMs>>>;

export interface Estimate {
  readonly by: string;
  /** The time at which the readings passed again; absent is what the person knew. */
  readonly basis?: "readings";
}

/** merged-from: the other was merged into this one. split-from: this one was split off the other. split-into: the other way round. */
export interface IncidentLink {
  readonly how: "merged-from" | "split-from" | "split-into";
  readonly incidentId: IncidentId;
  readonly title: string;
}

/** What somebody is for as long as an incident lasts; one person may have several, and each has one person or nobody. */
export const INCIDENT_ROLES = ["commander", "operations", "communications", "scribe"] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** A person as a timeline remembers them: an account that is gone keeps its name here. */
export interface NamedPerson {
  readonly userId: UserId;
  readonly name: string;
}

/** The projection of a timeline: what follows from its entries, on the server and in the browser alike. */
export interface Incident {
  readonly id: IncidentId;
  readonly number: number;
  readonly title: string;
  readonly state: IncidentState;
  readonly severity: IncidentSeverity;
  readonly openedAt: EpochMs;
  readonly openedBy?: UserId;
  readonly acknowledgedBy?: NamedPerson;
  /** A role that nobody has is absent. */
  readonly roles: Readonly<Partial<Record<IncidentRole, NamedPerson>>>;
  readonly milestones: Milestones;
  /** Those a person has set the time of; nothing but a person changes them again. */
  readonly confirmedMilestones: readonly Milestone[];
  /** Who set a confirmed one, and from what. Incidents of older versions do not say. */
  readonly estimates: Readonly<Partial<Record<Milestone, Estimate>>>;
  /** Those that this incident never had, with why: not unknown, and never a figure. */
  readonly notApplicable: Readonly<Partial<Record<Milestone, string>>>;
  /** Proposed from evidence, shown as such, and not a milestone until a person confirms it. */
  readonly proposedImpactAt?: EpochMs;
  readonly hostIds: readonly HostId[];
  /** Those it was opened for by name: they stay without a symptom. Absent is none. */
  readonly namedHostIds?: readonly HostId[];
  readonly symptomIds: readonly SymptomId[];
  /** By which rule each of them came here, as far as that is known. */
  readonly attachedBy: Readonly<Partial<Record<SymptomId, AttachReason>>>;
  /** Identities that a person took away: no rule brings them back. */
  readonly apart: readonly string[];
  /** What the gate was asked to do, oldest first; absent is nothing. */
  readonly actions?: readonly IncidentAction[];
  /** Runbooks whose checklist is open in this incident. */
  readonly runbookIds: readonly string[];
  /** Its checklists: a runbook has one for each host or container it is worked through for. */
  readonly openLists: readonly ListName[];
  readonly mergedInto?: IncidentId;
  /** What was said when it came to be what it is; absent where nothing was said. */
  readonly stateReason?: string;
  /** When it came to be what it is; absent before the first change. */
  readonly stateAt?: EpochMs;
  /** Who changed these last: whoever comes second is told, and a title that somebody gave stays. Incidents of older versions do not say. */
  readonly changedBy: Readonly<{ state?: string; severity?: string; title?: string }>;
  readonly links: readonly IncidentLink[];
  /** When its cause came back after it was resolved, oldest first. */
  readonly reopenedAt: readonly EpochMs[];
  /** Sequence and hash of the last entry. */
  readonly headSeq: number;
  readonly headHash: string;
}
