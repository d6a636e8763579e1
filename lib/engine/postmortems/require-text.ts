import { FoghornError } from "../../domain/errors.ts";
import type { PostmortemDocument } from "../../domain/postmortem/document.ts";
import { withoutHints } from "../../domain/postmortem/hints.ts";
import { mistakesIn } from "../../domain/postmortem/tokens.ts";
import type { PostmortemEdit } from "../ports-postmortems.ts";

/** What was typed before a version was erased is gone: a text of that time cannot be brought to now. */
export function requireKept(edits: readonly Pick<PostmortemEdit, "changes">[]): void {
  if (edits.some(({ changes }) => changes === null))
    throw new FoghornError(
      "conflict",
      "What was typed before was erased, with a secret in it. Load this page again; what you wrote is kept and shown to you there.",
    );
}

/** Publishing is for what somebody has read, and for words, not for tokens that mean nothing. */
export function requirePublishable(document: PostmortemDocument, revision: number): void {
  if (document.revision !== revision)
    throw new FoghornError(
      "conflict",
      `${document.editedBy} changed the text meanwhile. Read it, then publish it.`,
    );
  if (withoutHints(document.text).trim() === "")
    throw new FoghornError("invalid-input", "There is no text to publish.");
  const [mistake] = mistakesIn(document.text);
  if (mistake !== undefined)
    throw new FoghornError("invalid-input", `Line ${mistake.line}: ${mistake.reason}`);
  const open = document.comments.filter(({ resolvedAt }) => resolvedAt === undefined).length;
  if (open > 0)
    throw new FoghornError(
      "invalid-input",
      `${open} ${open === 1 ? "comment is" : "comments are"} open. Answer or resolve ${open === 1 ? "it" : "them"} first.`,
    );
}
