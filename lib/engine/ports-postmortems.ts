import type { IncidentId } from "../domain/ids.ts";
import type { Incident, NamedPerson } from "../domain/incident.ts";
import type {
  FollowUp,
  PostmortemComment,
  PostmortemDocument,
  PostmortemStatus,
  PublishedVersion,
} from "../domain/postmortem/document.ts";
import type { PostmortemInput } from "../domain/postmortem/postmortem-input.ts";
import type { Symptom } from "../domain/symptom.ts";
import type { EpochMs } from "../domain/time.ts";

/** One change of the text: it leads from the revision before to this one. */
export interface PostmortemEdit {
  readonly revision: number;
  readonly at: EpochMs;
  readonly by: NamedPerson;
  /** Of the window that sent it. */
  readonly clientId: string;
  /** A change set as `@codemirror/state` writes it as JSON; null where it was erased. */
  readonly changes: unknown;
}

/** What a published version was made of; its entries are those of the timeline up to its head. */
export interface FrozenPostmortem {
  readonly text: string;
  readonly followUps: readonly FollowUp[];
  readonly incident: Incident;
  readonly symptoms: readonly Symptom[];
  readonly checklists: PostmortemInput["checklists"];
}

/** Changes of what it stands at, stored in the transaction of the entry that tells it. */
export interface PostmortemWrite {
  readonly status: PostmortemStatus;
  readonly version?: PublishedVersion & { readonly byId: string; readonly frozenJson: string };
  /** Takes out what this version was made of, and what was typed until now: every word of it came from there. */
  readonly erase?: { readonly version: number; readonly at: EpochMs; readonly by: string };
}

export interface PostmortemStore {
  readonly get: (incidentId: IncidentId) => Promise<PostmortemDocument | undefined>;
  /** All of them without their texts, newest incident first. */
  readonly list: () => Promise<readonly Omit<PostmortemDocument, "text">[]>;
  /** Rejects with `conflict` where there is one already. */
  readonly begin: (
    document: Pick<PostmortemDocument, "incidentId" | "templateId" | "text" | "createdAt" | "createdBy">,
  ) => Promise<void>;
  /** The edits and the text after them, in one transaction. Rejects with `conflict` where a revision is taken. */
  readonly edit: (incidentId: IncidentId, edits: readonly PostmortemEdit[], text: string) => Promise<void>;
  readonly editsAfter: (incidentId: IncidentId, revision: number) => Promise<readonly PostmortemEdit[]>;
  readonly addComment: (incidentId: IncidentId, comment: PostmortemComment) => Promise<void>;
  readonly resolveComment: (id: string, at: EpochMs, by: string) => Promise<void>;
  readonly saveFollowUp: (incidentId: IncidentId, followUp: FollowUp) => Promise<void>;
  readonly removeFollowUp: (id: string) => Promise<void>;
  /** Undefined also where it was erased. */
  readonly frozen: (incidentId: IncidentId, version: number) => Promise<FrozenPostmortem | undefined>;
}

/**
 * Changes that were made at an older revision, moved over `since`, what others wrote after it, and applied to the text as
 * it is now. What of them is among `since` already is not applied again. Throws `invalid-input` for what does not fit.
 */
export type ApplyEdits = (
  text: string,
  since: readonly Pick<PostmortemEdit, "clientId" | "changes">[],
  sent: {
    readonly clientId: string;
    /** Change sets as JSON, one after the other. */
    readonly changes: readonly unknown[];
  },
) => { readonly text: string; readonly applied: readonly unknown[] };
