import type { ActionTarget, ActionVerb, PlannedAction } from "../domain/action.ts";
import type { HostId, IncidentId, ShareId, SymptomId, UserId } from "../domain/ids.ts";
import type { Incident, IncidentRole, IncidentState, Milestone, NamedPerson } from "../domain/incident.ts";
import type { ShareKind } from "../domain/incidents/share-limits.ts";
import type { Discretion } from "../domain/redaction/stand-ins.ts";
import type { ListPlace } from "../domain/runbooks/list-place.ts";
import type { IncidentSeverity } from "../domain/severity.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Actor, TimelineEntry, Visibility } from "../domain/timeline.ts";
import type { ActionPlan, ShareView } from "../protocol/incident-views.ts";

export type Person = Extract<Actor, { kind: "person" }>;

/** What people do to incidents. Each stores its entries first and resolves with what is then true. */
export interface IncidentCommands {
  /** From lit symptoms or by hand. Back-fills the 15 minutes before from what is stored. */
  readonly open: (input: {
    readonly symptomIds: readonly SymptomId[];
    /** Hosts it is about besides those of its symptoms. */
    readonly hostIds?: readonly HostId[];
    readonly title?: string;
    readonly severity?: IncidentSeverity;
    readonly reason?: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly acknowledge: (input: {
    readonly incidentId: IncidentId;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly setState: (input: {
    readonly incidentId: IncidentId;
    readonly to: IncidentState;
    /** Required when a symptom is still lit, and for dismissed. */
    readonly reason?: string;
    readonly mergedInto?: IncidentId;
    /** Of mitigated and resolved: it was so before somebody said it. Equal to the time of the readings it says so. */
    readonly endedAt?: EpochMs;
    /** The state the person saw: another one means that somebody was first (`conflict`). */
    readonly from: IncidentState;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly setSeverity: (input: {
    readonly incidentId: IncidentId;
    readonly to: IncidentSeverity;
    /** The severity the person saw, where they saw one: another one is a `conflict`. */
    readonly from?: IncidentSeverity;
    readonly reason: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly rename: (input: {
    readonly incidentId: IncidentId;
    readonly title: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly confirmMilestone: (input: {
    readonly incidentId: IncidentId;
    readonly milestone: Milestone;
    readonly milestoneAt: EpochMs;
    readonly by: Person;
  }) => Promise<Incident>;
  /** This incident never had it, and figures that need it are not applicable either. */
  readonly excludeMilestone: (input: {
    readonly incidentId: IncidentId;
    readonly milestone: Milestone;
    readonly reason: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly setRole: (input: {
    readonly incidentId: IncidentId;
    readonly role: IncidentRole;
    /** Whom the person saw in it, if anybody: another one means that somebody was first (`conflict`). */
    readonly from?: UserId;
    /** Absent: it is given up. */
    readonly to?: NamedPerson;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly attachSymptoms: (input: {
    readonly incidentId: IncidentId;
    readonly symptomIds: readonly SymptomId[];
    readonly by: Person;
  }) => Promise<Incident>;
  /** Takes symptoms away, with what they explain; `to` is the open incident where they go on. No rule brings them back. */
  readonly detachSymptoms: (input: {
    readonly incidentId: IncidentId;
    readonly symptomIds: readonly SymptomId[];
    readonly reason: string;
    readonly to?: IncidentId;
    readonly by: Person;
  }) => Promise<Incident>;
  /** A new incident in which the chosen symptoms go on; resolves with it. Both say so. */
  readonly split: (input: {
    readonly incidentId: IncidentId;
    readonly symptomIds: readonly SymptomId[];
    readonly title?: string;
    readonly reason: string;
    readonly by: Person;
  }) => Promise<Incident>;
  /** `clientKey` makes a repeated send of the same text one entry. */
  readonly addNote: (input: {
    readonly incidentId: IncidentId;
    readonly markdown: string;
    readonly visibility: Visibility;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  /** Another text for a note of one's own. `from`: the version the person saw; another one is a `conflict`. */
  readonly editNote: (input: {
    readonly incidentId: IncidentId;
    readonly seq: number;
    readonly from: number;
    readonly markdown: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  /** Leaves a mark. An admin may do it to what others wrote. */
  readonly removeNote: (input: {
    readonly incidentId: IncidentId;
    readonly seq: number;
    readonly reason?: string;
    readonly by: Person;
    readonly isAdmin: boolean;
  }) => Promise<TimelineEntry>;
  /** Takes the text of a note, with all its versions, or of pinned lines out of the store and out of every share. */
  readonly eraseEntry: (input: {
    readonly incidentId: IncidentId;
    readonly seq: number;
    readonly reason: string;
    readonly by: Person;
    readonly isAdmin: boolean;
  }) => Promise<TimelineEntry>;
  readonly pinLines: (input: {
    readonly incidentId: IncidentId;
    readonly hostId: string;
    readonly source: string;
    readonly lines: readonly { readonly at: EpochMs; readonly text: string }[];
    readonly visibility: Visibility;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  /** Freezes a vital of a host as it is on the server now. Refused with `not-found` where nothing was read. */
  readonly pinReading: (input: {
    readonly incidentId: IncidentId;
    readonly hostId: string;
    readonly vital: string;
    readonly visibility: Visibility;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  /** One part of a file, in order; `undefined` until the last one is there. `clientKey` makes a repeated send one entry. */
  readonly attachPart: (input: {
    readonly incidentId: IncidentId;
    readonly name: string;
    readonly sizeBytes: number;
    /** Where this part begins in the file. */
    readonly offset: number;
    readonly data: Uint8Array;
    readonly visibility: Visibility;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<TimelineEntry | undefined>;
  readonly markStep: (input: {
    readonly incidentId: IncidentId;
    readonly runbookId: string;
    /** Which of the runbook's checklists; without one the first. */
    readonly on?: ListPlace;
    readonly stepId: string;
    readonly to: "ticked" | "unticked" | "skipped";
    /** Required for skipped. */
    readonly reason?: string;
    /** Required when a question of a playbook is ticked; without one, yes. */
    readonly answer?: "yes" | "no";
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  readonly useRunbook: (input: {
    readonly incidentId: IncidentId;
    readonly runbookId: string;
    /** What it is to be worked through for; without one the first symptom it serves. */
    readonly symptomId?: SymptomId;
    readonly by: Person;
  }) => Promise<Incident>;
  /** Goes on with the text of the library; `version` is the one whose differences the person saw. */
  readonly takeNewerRunbook: (input: {
    readonly incidentId: IncidentId;
    readonly runbookId: string;
    readonly on?: ListPlace;
    readonly version: string;
    readonly by: Person;
  }) => Promise<Incident>;
  /** What would run now, on what, and what it breaks. Reads alone. */
  readonly planAction: (input: {
    readonly hostId: HostId;
    readonly verb: ActionVerb;
    /** Name or id, of container verbs. */
    readonly container?: string;
    /** What somebody looks at: the plan says whether it is still that. */
    readonly seen?: ActionTarget;
  }) => Promise<ActionPlan>;
  /**
   * Stores the intent and asks the gate; where its configuration wants a second person, stores the request and waits.
   * Resolves once that is stored: what becomes of it is an entry. `actionId` makes a repeated send one action.
   */
  readonly runAction: (input: {
    readonly incidentId: IncidentId;
    readonly actionId: string;
    readonly hostId: HostId;
    readonly verb: ActionVerb;
    readonly target?: ActionTarget;
    readonly typedHost: string;
    readonly step?: NonNullable<PlannedAction["step"]>;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly agreeAction: (input: {
    readonly incidentId: IncidentId;
    readonly actionId: string;
    readonly typedHost: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly withdrawAction: (input: {
    readonly incidentId: IncidentId;
    readonly actionId: string;
    readonly by: Person;
  }) => Promise<Incident>;
  /** Of an unknown end: whether it happened. */
  readonly settleAction: (input: {
    readonly incidentId: IncidentId;
    readonly actionId: string;
    readonly happened: boolean;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly createShare: (input: {
    readonly incidentId: IncidentId;
    readonly kind: ShareKind;
    readonly label?: string;
    /** What its readers are told above everything: Markdown. */
    readonly summary?: string;
    readonly discretion?: Discretion;
    readonly expiresInMs?: number;
    /** Instead of a length: when it closes. */
    readonly expiresAt?: EpochMs;
    readonly by: Person;
  }) => Promise<{ readonly share: ShareView; readonly token: string }>;
  /** What readers of a live link are told above everything, while it goes on; empty is nothing any more. */
  readonly changeShare: (input: {
    readonly incidentId: IncidentId;
    readonly shareId: ShareId;
    readonly summary: string;
    readonly by: Person;
  }) => Promise<ShareView>;
  readonly revokeShare: (input: {
    readonly incidentId: IncidentId;
    readonly shareId: ShareId;
    readonly by: Person;
  }) => Promise<ShareView>;
}
