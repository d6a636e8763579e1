import type { IncidentId } from "../ids.ts";
import type { NamedPerson } from "../incident.ts";
import type { EpochMs } from "../time.ts";

/*
 * The postmortem of an incident as people write it: one Markdown text in which figures and blocks of the timeline stand
 * as tokens (`tokens.ts`), follow-up actions that live on after it, and comments. A published version is frozen.
 */

export const POSTMORTEM_STATUSES = ["draft", "in-review", "published"] as const;
export type PostmortemStatus = (typeof POSTMORTEM_STATUSES)[number];

export const STATUS_WORDS: Readonly<Record<PostmortemStatus, string>> = {
  draft: "Draft",
  "in-review": "In review",
  published: "Published",
};

/** Characters; the longest that were ever read to their end have a tenth of it. */
export const TEXT_LIMIT = 200_000;
export const COMMENT_LIMIT = 4_000;
export const FOLLOW_UP_LIMIT = 500;
/** More are a plan, not what an incident taught. */
export const FOLLOW_UPS_LIMIT = 200;
export const COMMENTS_LIMIT = 1_000;

/** What a follow-up action is good for. */
export const FOLLOW_UP_KINDS = ["prevent", "detect", "mitigate", "learn"] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** A calendar day, "2027-01-21": an action is due on a day, wherever its owner is. */
export type Day = string;

/** What changes after an incident, who does it, until when. Outlives the text: done after it was published. */
export interface FollowUp {
  readonly id: string;
  readonly text: string;
  readonly kind: FollowUpKind;
  /** Absent: nobody has taken it. */
  readonly owner?: NamedPerson;
  readonly dueOn?: Day;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly doneAt?: EpochMs;
  readonly doneBy?: string;
}

export interface PostmortemComment {
  readonly id: string;
  /** Heading it is about, as it read then; empty is the whole. */
  readonly section: string;
  /** Words of the text it is about. */
  readonly quote?: string;
  readonly markdown: string;
  readonly by: NamedPerson;
  readonly at: EpochMs;
  readonly resolvedAt?: EpochMs;
  readonly resolvedBy?: string;
}

/** The frozen state of a text: what was published, by whom, on which state of the timeline. */
export interface PublishedVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly at: EpochMs;
  readonly by: string;
  /** Last entry of the timeline at that moment. */
  readonly headSeq: number;
  readonly headHash: string;
  /** SHA-256 (hex) of the canonical JSON of what was frozen. */
  readonly digest: string;
  /** What was frozen is gone for good; the digest stays. */
  readonly erased?: { readonly at: EpochMs; readonly by: string };
}

/** All of a postmortem but its text's history. */
export interface PostmortemDocument {
  readonly incidentId: IncidentId;
  readonly status: PostmortemStatus;
  /** File name of the template it began with, without ".md". */
  readonly templateId: string;
  readonly text: string;
  /** How many edits the text has had. */
  readonly revision: number;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly editedAt: EpochMs;
  readonly editedBy: string;
  /** Oldest first. */
  readonly published: readonly PublishedVersion[];
  readonly followUps: readonly FollowUp[];
  readonly comments: readonly PostmortemComment[];
}
