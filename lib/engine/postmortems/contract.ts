import type { IncidentId } from "../../domain/ids.ts";
import type { NamedPerson } from "../../domain/incident.ts";
import type { FollowUpKind, PostmortemStatus } from "../../domain/postmortem/document.ts";
import type { PostmortemTemplate } from "../../domain/postmortem/template.ts";
import type { RunbookProblem } from "../../domain/runbook.ts";
import type {
  PaperView,
  PostmortemEdits,
  PostmortemRow,
  PostmortemText,
  PostmortemView,
  TemplatesView,
  TextCursor,
} from "../../protocol/postmortem-views.ts";
import type { Person } from "../incident-commands.ts";

/** What people do to postmortems; who does it is always given by the sign-in. */
export interface PostmortemCommands {
  /** Begins it from a template. Rejects with `conflict` where somebody was first, `not-found` without such a template. */
  readonly begin: (input: {
    readonly incidentId: IncidentId;
    readonly templateId: string;
    readonly by: Person;
  }) => Promise<PostmortemText>;
  /**
   * Changes of the text that were made at `revision`, moved over what others wrote since: nobody's words are lost. What
   * was sent before under the same `clientId` is not done twice. Resolves with the revision after them. Rejects with
   * `conflict` when it is published, `invalid-input` where changes do not fit or the text becomes too long.
   */
  readonly edit: (input: {
    readonly incidentId: IncidentId;
    readonly revision: number;
    readonly clientId: string;
    readonly changes: readonly unknown[];
    /** Heading of the section they were made in. */
    readonly section: string;
    /** Where the cursor is, in the text of `revision`. */
    readonly position?: number;
    readonly by: Person;
  }) => Promise<{ readonly revision: number }>;
  /** Somebody who writes went to another place of the text, or away where there is no cursor. Never stored. */
  readonly moveCursor: (input: {
    readonly incidentId: IncidentId;
    readonly section: string;
    readonly cursor?: TextCursor;
    readonly by: Person;
  }) => Promise<void>;
  /** `from` is what the person saw. Published freezes it with the head of the timeline. */
  readonly setStatus: (input: {
    readonly incidentId: IncidentId;
    readonly from: PostmortemStatus;
    readonly to: PostmortemStatus;
    /** The revision that was read: what somebody wrote since is not published unread. */
    readonly revision: number;
    readonly by: Person;
  }) => Promise<void>;
  /**
   * Takes out what a published version was made of: for a secret. Its digest stays, and the timeline says who did it
   * and why. Rejects with `forbidden` for anybody but admins and the commander, `conflict` while it is what is published.
   */
  readonly eraseVersion: (input: {
    readonly incidentId: IncidentId;
    readonly version: number;
    readonly reason: string;
    readonly by: Person;
    readonly isAdmin: boolean;
  }) => Promise<void>;
  readonly comment: (input: {
    readonly incidentId: IncidentId;
    readonly section: string;
    readonly quote?: string;
    readonly markdown: string;
    readonly by: Person;
  }) => Promise<void>;
  readonly resolveComment: (input: {
    readonly incidentId: IncidentId;
    readonly commentId: string;
    readonly by: Person;
  }) => Promise<void>;
  readonly addFollowUp: (input: {
    readonly incidentId: IncidentId;
    readonly text: string;
    readonly kind: FollowUpKind;
    readonly by: Person;
  }) => Promise<{ readonly id: string }>;
  /** Members that are absent stay as they are; null takes away. */
  readonly changeFollowUp: (input: {
    readonly incidentId: IncidentId;
    readonly followUpId: string;
    readonly text?: string;
    readonly kind?: FollowUpKind;
    readonly owner?: NamedPerson | null;
    readonly dueOn?: string | null;
    readonly isDone?: boolean;
    readonly by: Person;
  }) => Promise<void>;
  /** Only of one that no published version names. */
  readonly removeFollowUp: (input: {
    readonly incidentId: IncidentId;
    readonly followUpId: string;
  }) => Promise<void>;
}

export interface PostmortemQueries {
  /** As it was typed: for those who write. */
  readonly view: (incidentId: IncidentId) => Promise<PostmortemView | undefined>;
  /** What who only reads is told of it. */
  readonly paper: (incidentId: IncidentId) => Promise<PaperView | undefined>;
  readonly text: (incidentId: IncidentId) => Promise<PostmortemText | undefined>;
  readonly editsAfter: (incidentId: IncidentId, revision: number) => Promise<PostmortemEdits>;
  /** Topic `postmortems`. */
  readonly list: () => Promise<readonly PostmortemRow[]>;
  readonly templates: () => Promise<TemplatesView>;
}

export interface PostmortemTemplates {
  readonly templates: readonly PostmortemTemplate[];
  readonly problems: readonly RunbookProblem[];
}
