import type { IncidentId } from "../domain/ids.ts";
import type { FollowUpKind, PostmortemStatus } from "../domain/postmortem/document.ts";
import type { PostmortemEdits, PostmortemText, TextCursor } from "../protocol/postmortem-views.ts";
import { ask } from "./ask.ts";

/* What a person can ask of a postmortem. */

const postmortem = (id: IncidentId | string) => `/api/incidents/${encodeURIComponent(id)}/postmortem`;

export const beginPostmortem = (id: string, templateId: string) =>
  ask<PostmortemText>("POST", postmortem(id), { templateId });
export const sendEdits = (
  id: string,
  body: {
    readonly revision: number;
    readonly clientId: string;
    readonly changes: readonly unknown[];
    readonly section: string;
    readonly position?: number;
  },
) => ask<{ readonly revision: number }>("POST", `${postmortem(id)}/edits`, body);
/** Without a cursor: gone. Sent also while the page goes away. */
export const moveCursor = (id: string, body: { readonly section: string; readonly cursor?: TextCursor }) =>
  ask<void>("POST", `${postmortem(id)}/cursor`, body, { isKept: true });
/** What leads from a revision to the newest. */
export const readEdits = (id: string, after: number) =>
  ask<PostmortemEdits>("GET", `${postmortem(id)}/edits?after=${after}`);
/** The paper as it is now, for a shadow root. */
export const readPreview = (id: string) =>
  ask<{ readonly style: string; readonly sheet: string }>("GET", `${postmortem(id)}/preview`);
export const setPostmortemStatus = (
  id: string,
  body: { readonly from: PostmortemStatus; readonly to: PostmortemStatus; readonly revision: number },
) => ask<void>("POST", `${postmortem(id)}/status`, body);
export const eraseVersion = (id: string, version: number, reason: string) =>
  ask<void>("POST", `${postmortem(id)}/versions/${version}/erase`, { reason });
export const addComment = (
  id: string,
  body: { readonly section: string; readonly quote?: string; readonly markdown: string },
) => ask<void>("POST", `${postmortem(id)}/comments`, body);
export const resolveComment = (id: string, commentId: string) =>
  ask<void>("POST", `${postmortem(id)}/comments/${encodeURIComponent(commentId)}`);
export const addFollowUp = (id: string, body: { readonly text: string; readonly kind: FollowUpKind }) =>
  ask<{ readonly id: string }>("POST", `${postmortem(id)}/actions`, body);
/** Members that are absent stay as they are; null takes away. */
export const changeFollowUp = (
  id: string,
  followUpId: string,
  change: {
    readonly text?: string;
    readonly kind?: FollowUpKind;
    readonly ownerId?: string | null;
    readonly dueOn?: string | null;
    readonly isDone?: boolean;
  },
) => ask<void>("PATCH", `${postmortem(id)}/actions/${encodeURIComponent(followUpId)}`, change);
export const removeFollowUp = (id: string, followUpId: string) =>
  ask<void>("DELETE", `${postmortem(id)}/actions/${encodeURIComponent(followUpId)}`);
