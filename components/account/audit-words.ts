import type { AuditRow } from "#lib/client/api.ts";

/** What the log calls an action, and how a person would say it after the name of who did it. */
const WORDS: Readonly<Record<string, string>> = {
  "setup.done": "became the first admin",
  "sign-in.done": "signed in from",
  "sign-in.failed": "was refused a sign-in as",
  "sign-out.everywhere": "signed out everywhere",
  "invite.created": "made an invitation as",
  "invite.accepted": "took an invitation as",
  "password.changed": "changed the password",
  "password.reset": "set a new password",
  "role.changed": "changed the role of",
  "account.disabled": "switched off",
  "request.refused": "was refused",
  "incident.exported": "took an export of",
  "actions.exported": "took an export of the actions of",
  "report.exported": "took an export of the report,",
  "entry.erased": "erased for good",
  "postmortem.erased": "erased for good the postmortem of",
  "incident.imported": "imported",
  "import.removed": "removed the import of",
  "share.created": "made a share link for",
  "share.changed": "told readers of a live link another summary of",
  "share.revoked": "revoked a share link of",
  "settings.changed": "changed the settings of",
  "handover.written": "left a note for",
  "mute.created": "muted",
  "mute.ended": "ended the mute of",
};

/** "made a share link for", "INC-0412 …"; what no word is known for keeps its own name. */
export function auditWords({ action, actor, subject }: Pick<AuditRow, "action" | "actor" | "subject">): {
  readonly words?: string;
  readonly subject: string;
} {
  const words = Object.hasOwn(WORDS, action) ? WORDS[action] : undefined;
  // Who did something to the own account is not named twice.
  return { ...(words !== undefined && { words }), subject: subject === actor ? "" : subject };
}
