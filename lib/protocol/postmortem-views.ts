import type { UserId } from "../domain/ids.ts";
import type { IncidentState, NamedPerson } from "../domain/incident.ts";
import type { PostmortemComment, PostmortemDocument } from "../domain/postmortem/document.ts";
import type { LiveFigure } from "../domain/postmortem/live-figures.ts";
import type { RunbookProblem } from "../domain/runbook.ts";
import type { IncidentSeverity } from "../domain/severity.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { IncidentSummary } from "./incident-views.ts";

/* What a browser gets of postmortems. The text itself is read once and goes on by its edits. */

/** Somebody who writes in the text now. Never stored. */
export interface PostmortemWriter {
  readonly id: string;
  readonly name: string;
  /** Heading of the section; empty is above the first. */
  readonly section: string;
  /** Where, in the text of that revision. */
  readonly cursor?: TextCursor;
  /** Another number with each word of theirs. */
  readonly told: number;
}

/** A place in the text as it was at a revision; what was typed since moves it. */
export interface TextCursor {
  readonly revision: number;
  readonly position: number;
}

/** Who paused for longer reads, or went for a coffee. In real time, also where the clock is that of a recording. */
export const WRITES_FOR_MS = 15 * SECOND_MS;

/** Topic `postmortem:<incident>`: all but the text. */
export interface PostmortemView extends Omit<PostmortemDocument, "text"> {
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly state: IncidentState;
  readonly openedAt: EpochMs;
  /** Besides admins the one who may erase a published version. */
  readonly commanderId?: UserId;
  /** Entries of the timeline. */
  readonly headSeq: number;
  /** As they are now; of a published one, as they were. */
  readonly figures: readonly LiveFigure[];
  readonly writers: readonly PostmortemWriter[];
}

/**
 * Topic `paper:<incident>`: what stands beside the paper, for who only reads it. Redacted as the paper is; a change of any
 * of it is another paper.
 */
export interface PaperView
  extends Pick<
    PostmortemDocument,
    "incidentId" | "status" | "revision" | "editedAt" | "published" | "followUps"
  > {
  readonly title: string;
  /** Entries of the timeline. */
  readonly headSeq: number;
}

/** The text at a revision: what an editor begins with. */
export interface PostmortemText {
  readonly text: string;
  readonly revision: number;
}

/** Edits after a revision, as `@codemirror/collab` takes them. */
export interface PostmortemEdits {
  readonly edits: readonly { readonly clientId: string; readonly changes: unknown }[];
}

/** One incident in the list: with its postmortem, or due without one. */
export interface PostmortemRow {
  /** Of the incident. */
  readonly id: string;
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly state: IncidentState;
  readonly openedAt: EpochMs;
  readonly parts: IncidentSummary["parts"];
  /** Who led the work on it, else who took it first: the one to ask where nobody has begun. */
  readonly lead?: NamedPerson;
  /** From impact to mitigated; absent is unknown. */
  readonly mitigateMs?: number;
  /** Until when there should be a published one; absent where none is asked for. */
  readonly dueAt?: EpochMs;
  /** Without its words but those of the actions, which are redacted: everybody who is signed in reads the list. */
  readonly postmortem?: Omit<PostmortemDocument, "text" | "comments"> & {
    readonly comments: readonly Pick<PostmortemComment, "id" | "by" | "at" | "resolvedAt">[];
  };
  /** A later incident with the same first cause. */
  readonly cameBackIn?: string;
}

/** What a new postmortem can begin with. */
export interface TemplatesView {
  readonly templates: readonly {
    readonly id: string;
    readonly title: string;
    readonly description?: string;
    readonly isOwn?: true;
  }[];
  readonly problems: readonly RunbookProblem[];
}
