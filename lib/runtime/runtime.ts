import type { IncidentId, ShareId, SymptomId, UserId } from "../domain/ids.ts";
import type { Incident, IncidentState, Milestone } from "../domain/incident.ts";
import type { IncidentSeverity } from "../domain/severity.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Actor, TimelineEntry, Visibility } from "../domain/timeline.ts";
import type { LineTopics, StateTopics } from "../protocol/live.ts";
import type { RunbooksView, RunbookView, SharedTimeline, ShareView } from "../protocol/views.ts";

/*
 * What pages, routes and the hub see of the running Foghorn. Types only: `slot.ts` hands the object over,
 * so Next never bundles ws, Prisma or the engine.
 */

export type Person = Extract<Actor, { kind: "person" }>;

/** What people do to incidents. Each stores its entries first and resolves with what is then true. */
export interface IncidentCommands {
  /** From lit symptoms or by hand. Back-fills the 15 minutes before from what is stored. */
  readonly open: (input: {
    readonly symptomIds: readonly SymptomId[];
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
    /** The state the person saw: another one means that somebody was first (`conflict`). */
    readonly from: IncidentState;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly setSeverity: (input: {
    readonly incidentId: IncidentId;
    readonly to: IncidentSeverity;
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
  readonly attachSymptoms: (input: {
    readonly incidentId: IncidentId;
    readonly symptomIds: readonly SymptomId[];
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
  readonly pinLines: (input: {
    readonly incidentId: IncidentId;
    readonly hostId: string;
    readonly source: string;
    readonly lines: readonly { readonly at: EpochMs; readonly text: string }[];
    readonly visibility: Visibility;
    readonly clientKey: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  readonly markStep: (input: {
    readonly incidentId: IncidentId;
    readonly runbookId: string;
    readonly stepId: string;
    readonly to: "ticked" | "unticked" | "skipped";
    /** Required for skipped. */
    readonly reason?: string;
    readonly by: Person;
  }) => Promise<TimelineEntry>;
  readonly useRunbook: (input: {
    readonly incidentId: IncidentId;
    readonly runbookId: string;
    readonly by: Person;
  }) => Promise<Incident>;
  readonly createShare: (input: {
    readonly incidentId: IncidentId;
    readonly expiresInMs: number;
    readonly by: Person;
  }) => Promise<{ readonly share: ShareView; readonly token: string }>;
  readonly revokeShare: (input: {
    readonly incidentId: IncidentId;
    readonly shareId: ShareId;
    readonly by: Person;
  }) => Promise<ShareView>;
}

export interface Queries {
  /** The value of a state topic now; undefined when what it names does not exist. */
  readonly state: <Topic extends keyof StateTopics>(topic: Topic) => Promise<StateTopics[Topic] | undefined>;
  /** Last rows of a line topic, for a first page; container logs have no rows before a subscription. */
  readonly rows: <Topic extends Exclude<keyof LineTopics, `logs:${string}`>>(
    topic: Topic,
    options: { readonly tail: number; readonly beforeSeq?: number },
  ) => Promise<{ readonly epoch: string; readonly seq: number; readonly rows: readonly LineTopics[Topic][] }>;
  /** Rows that came after a position; undefined when the position is not of this epoch or too old. */
  readonly rowsAfter: (
    topic: string,
    position: { readonly epoch: string; readonly seq: number },
    limit: number,
  ) => Promise<
    { readonly epoch: string; readonly seq: number; readonly rows: readonly unknown[] } | undefined
  >;
  readonly runbooks: () => Promise<RunbooksView>;
  readonly runbook: (id: string) => Promise<RunbookView | undefined>;
  /** Postmortem as Markdown, redacted, with figures from the timeline. */
  readonly postmortem: (
    incidentId: IncidentId,
  ) => Promise<
    { readonly markdown: string; readonly fileName: string; readonly redactions: number } | undefined
  >;
  /** What a share shows; counts a view. Unknown, expired and revoked are all undefined. */
  readonly shared: (shareId: ShareId) => Promise<SharedTimeline | undefined>;
  /** The share a token opens, if it does at this moment. */
  readonly shareOfToken: (
    token: string,
  ) => Promise<{ readonly shareId: ShareId; readonly expiresAt: EpochMs } | undefined>;
  readonly evidence: (
    id: string,
  ) => Promise<
    | {
        readonly title: string;
        readonly hostId: string;
        readonly capturedAt: EpochMs;
        readonly lines: readonly {
          readonly timeNano: string;
          readonly stream: string;
          readonly text: string;
        }[];
        readonly inspect?: string;
      }
    | undefined
  >;
  /** Older lines of the engine log than `beforeAt`, read from the host now. */
  readonly olderEngineLog: (
    hostId: string,
    beforeAt: EpochMs,
    limit: number,
  ) => Promise<{
    readonly rows: readonly LineTopics[`engine-log:${string}`][];
    readonly reachedStart: boolean;
  }>;
  /** Older lines of a container than `untilNano`. */
  readonly olderLogs: (
    hostId: string,
    containerId: string,
    untilNano: string,
    limit: number,
  ) => Promise<readonly LineTopics[`logs:${string}`][]>;
}

/** A live stream of one container's lines, opened per subscriber; backpressure reaches the daemon. */
export type FollowLogs = (
  hostId: string,
  containerId: string,
  options: { readonly tail: number; readonly signal: AbortSignal },
) => AsyncIterable<{
  readonly rows: readonly LineTopics[`logs:${string}`][];
  readonly endedBecause?: string;
}>;

/** How the hub hears of changes; one listener, set by the server. */
export type ChangeListener =
  | { readonly kind: "state"; readonly topic: string }
  | {
      readonly kind: "rows";
      readonly topic: string;
      readonly epoch: string;
      readonly seq: number;
      readonly rows: readonly unknown[];
    }
  | { readonly kind: "share-revoked"; readonly shareId: string };

export type Role = "viewer" | "operator" | "admin";

export interface Account {
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: EpochMs;
  readonly disabledAt?: EpochMs;
}

/** A sign-in of a person: what a cookie stands for. */
export interface SignIn {
  readonly account: Account;
  /** Identifies the login in lists; not the secret. */
  readonly loginId: string;
  readonly expiresAt: EpochMs;
}

export interface Accounts {
  /** No account exists yet: the setup page is shown and nothing else. */
  readonly needsSetup: () => Promise<boolean>;
  readonly setUp: (input: {
    readonly code: string;
    readonly name: string;
    readonly password: string;
    readonly userAgent: string;
  }) => Promise<{ readonly secret: string; readonly signIn: SignIn }>;
  readonly signIn: (input: {
    readonly name: string;
    readonly password: string;
    readonly clientAddress: string;
    readonly userAgent: string;
  }) => Promise<{ readonly secret: string; readonly signIn: SignIn }>;
  /** The sign-in a cookie's secret stands for, if it still does. */
  readonly check: (secret: string) => Promise<SignIn | undefined>;
  readonly signOut: (loginId: string) => Promise<void>;
  readonly signOutEverywhere: (userId: UserId) => Promise<void>;
  readonly logins: (
    userId: UserId,
  ) => Promise<
    readonly {
      readonly loginId: string;
      readonly createdAt: EpochMs;
      readonly lastUsedAt: EpochMs;
      readonly userAgent: string;
    }[]
  >;
  readonly invite: (input: {
    readonly role: Role;
    readonly by: Person;
  }) => Promise<{ readonly token: string; readonly expiresAt: EpochMs }>;
  readonly acceptInvite: (input: {
    readonly token: string;
    readonly name: string;
    readonly password: string;
    readonly userAgent: string;
  }) => Promise<{ readonly secret: string; readonly signIn: SignIn }>;
  readonly list: () => Promise<readonly Account[]>;
  readonly setRole: (input: {
    readonly userId: UserId;
    readonly role: Role;
    readonly by: Person;
  }) => Promise<void>;
  readonly disable: (input: { readonly userId: UserId; readonly by: Person }) => Promise<void>;
  readonly changePassword: (input: {
    readonly userId: UserId;
    readonly current: string;
    readonly next: string;
  }) => Promise<void>;
  /** Called when a sign-in ends, so that its sockets can be closed. */
  readonly onEnded: (listener: (loginId: string) => void) => () => void;
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  readonly hash: string;
}

export interface Audit {
  readonly write: (entry: {
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly detail?: string;
  }) => Promise<void>;
  readonly read: (options: {
    readonly beforeSeq?: number;
    readonly limit: number;
  }) => Promise<readonly AuditEntry[]>;
  /** First broken link, or undefined when the chain is whole. */
  readonly verify: () => Promise<{ readonly brokenAtSeq: number } | undefined>;
}

export interface Health {
  readonly status: "ok";
  readonly gate: "up" | "down";
  readonly version: string;
}

export interface Runtime {
  readonly queries: Queries;
  readonly incidents: IncidentCommands;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly followLogs: FollowLogs;
  readonly onChange: (listener: (change: ChangeListener) => void) => () => void;
  readonly health: () => Health;
  /** Pragmas as read back, ages of the last reading per host, sizes; for signed-in people only. */
  readonly healthDetail: () => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}
