import type { Targets } from "../domain/availability/targets.ts";
import type { IncidentId, UserId } from "../domain/ids.ts";
import type { Report } from "../domain/report/report.ts";
import type { EpochMs } from "../domain/time.ts";
import type { HandoverCommands } from "../engine/handovers.ts";
import type { ImportedCommands, ImportedQueries } from "../engine/imported/imported-incidents.ts";
import type { IncidentCommands, Person } from "../engine/incident-commands.ts";
import type { IncidentQueries } from "../engine/incidents/contract.ts";
import type { ExportOptions } from "../engine/incidents/export-options.ts";
import type { SettingsCommands } from "../engine/incidents/incident-settings.ts";
import type { MuteCommands } from "../engine/mutes.ts";
import type { AuditStore } from "../engine/ports-incidents.ts";
import type { PostmortemCommands, PostmortemQueries } from "../engine/postmortems/contract.ts";
import type { ReportFile, ReportQuestion } from "../engine/report.ts";
import type { LineTopics, StateTopics } from "../protocol/live.ts";
import type { FoundContainer, RunbooksView, RunbookView } from "../protocol/views.ts";

/*
 * What pages, routes and the hub see of the running Foghorn. Types only: `slot.ts` hands the object over,
 * so Next never bundles ws, Prisma or the engine.
 */

export type { IncidentCommands, Person };

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
  readonly report: (question: ReportQuestion) => Promise<Report>;
  /** The same as a file, redacted. */
  readonly reportFile: (question: ReportQuestion, form: "csv" | "json") => Promise<ReportFile>;
  readonly runbooks: () => Promise<RunbooksView>;
  readonly runbook: (id: string) => Promise<RunbookView | undefined>;
  /** A runbook's file as it is in force. */
  readonly runbookFile: (id: string) => Promise<{ readonly file: string; readonly text: string } | undefined>;
  /** A file somebody attached, by the number of its entry. */
  readonly attachment: IncidentQueries["attachment"];
  readonly postmortemText: PostmortemQueries["text"];
  readonly postmortemEdits: PostmortemQueries["editsAfter"];
  readonly postmortemTemplates: PostmortemQueries["templates"];
  /** Postmortem as Markdown, redacted, with figures from the timeline. */
  readonly postmortem: IncidentQueries["postmortem"];
  /** The postmortem as one HTML file. */
  readonly postmortemPage: IncidentQueries["postmortemPage"];
  readonly postmortemPreview: IncidentQueries["postmortemPreview"];
  /** Actions of all postmortems, the most urgent first. */
  readonly followUpsCsv: () => Promise<string>;
  readonly exportSummary: IncidentQueries["exportSummary"];
  /** A browser that prints is there at this moment. */
  readonly canPrint: () => boolean;
  /** The same page, printed. Rejects with `not-found` where nothing prints, `rate-limited` while others wait. */
  readonly postmortemPdf: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string } | undefined>;
  /** The incident for programs, redacted as well. */
  readonly incidentFile: IncidentQueries["incidentFile"];
  /** Every export, attachments and evidence as a zip, packed while it is read. */
  readonly incidentArchive: (
    incidentId: IncidentId,
    options?: ExportOptions,
  ) => Promise<
    { readonly content: ReadableStream<Uint8Array<ArrayBuffer>>; readonly fileName: string } | undefined
  >;
  /** An incident of another Foghorn, read from its export. */
  readonly imported: ImportedQueries["get"];
  readonly importedEntries: ImportedQueries["entries"];
  readonly sharePreview: IncidentQueries["sharePreview"];
  readonly shared: IncidentQueries["shared"];
  readonly sharedNow: IncidentQueries["sharedNow"];
  readonly shareOfToken: IncidentQueries["shareOfToken"];
  readonly evidence: (id: string) => Promise<
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
  /** Containers of all hosts whose name holds every word of the query. */
  readonly containers: (query: string, limit: number) => Promise<readonly FoundContainer[]>;
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
  /** changed: shows something else, and not for what was added to its timeline. */
  | { readonly kind: "share-revoked" | "share-changed"; readonly shareId: string };

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
  /**
   * The sign-in a cookie's secret stands for, if it still does. Counts as a use of it, unless `isUse` is false:
   * an open socket alone does not keep a sign-in alive.
   */
  readonly check: (secret: string, options?: { readonly isUse: boolean }) => Promise<SignIn | undefined>;
  readonly signOut: (loginId: string) => Promise<void>;
  readonly signOutEverywhere: (userId: UserId) => Promise<void>;
  readonly logins: (userId: UserId) => Promise<
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

export type Audit = AuditStore;

export interface Health {
  readonly status: "ok";
  readonly gate: "up" | "down";
  readonly version: string;
}

export interface Runtime {
  readonly queries: Queries;
  readonly incidents: IncidentCommands;
  readonly postmortems: PostmortemCommands;
  /** Postmortems begin with the templates of this directory beside those of the release, or with those alone. */
  readonly setTemplateDirectory: (directory: string | undefined) => void;
  /** Reads the runbooks of this directory beside those of the release, or none. */
  readonly setRunbookDirectory: (directory: string | undefined) => Promise<void>;
  /** Availability that services are to have; without any the usual. */
  readonly setTargets: (targets: Targets | undefined) => void;
  /** Reads all runbooks now, whether or not the system told of a change. */
  readonly readRunbooksAgain: () => Promise<void>;
  readonly imported: ImportedCommands;
  readonly settings: SettingsCommands;
  readonly mutes: MuteCommands;
  readonly handovers: HandoverCommands;
  readonly accounts: Accounts;
  readonly audit: Audit;
  /** The clock of what is shown: while a recording is replayed, that of its session. */
  readonly now: () => EpochMs;
  readonly followLogs: FollowLogs;
  /** Asks for a host's quick readings ahead of their time. False: no such host is watched. */
  readonly readHost: (hostId: string) => boolean;
  readonly onChange: (listener: (change: ChangeListener) => void) => () => void;
  readonly health: () => Health;
  /** Pragmas as read back, ages of the last reading per host, sizes; for signed-in people only. */
  readonly healthDetail: () => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}
