import type { Redact } from "../../domain/incidents/redact-value.ts";
import type { FollowUp, PostmortemDocument } from "../../domain/postmortem/document.ts";
import type { PostmortemRow } from "../../protocol/postmortem-views.ts";

/* What everybody who is signed in reads of a postmortem beside the paper: nothing as it was typed. */

export const redactedActions = (followUps: readonly FollowUp[], redact: Redact): readonly FollowUp[] =>
  followUps.map((followUp) => ({ ...followUp, text: redact(followUp.text).text }));

/** Of comments who wrote them and when, not what. */
export const inList = (
  { comments, followUps, ...rest }: Omit<PostmortemDocument, "text">,
  redact: Redact,
): NonNullable<PostmortemRow["postmortem"]> => ({
  ...rest,
  followUps: redactedActions(followUps, redact),
  comments: comments.map(({ id, by, at, resolvedAt }) => ({
    id,
    by,
    at,
    ...(resolvedAt !== undefined && { resolvedAt }),
  })),
});
