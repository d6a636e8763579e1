import { z } from "zod/mini";
import { ACTION_VERBS } from "../domain/action.ts";
import { HANDOVER_LIMIT } from "../domain/handover.ts";
import { CONTAINER_ID, HOST_ID } from "../domain/ids.ts";
import { INCIDENT_ROLES, INCIDENT_STATES, MILESTONES } from "../domain/incident.ts";
import { ATTACHMENT_LIMIT_BYTES, ATTACHMENT_PART_BYTES } from "../domain/incidents/attachment.ts";
import {
  KEEP_LONGEST_MS,
  KEEP_SHORTEST_MS,
  REOPEN_LONGEST_MS,
  TARGET_LONGEST_MS,
} from "../domain/incidents/settings.ts";
import {
  SHARE_KINDS,
  SHARE_LABEL_LIMIT,
  SHARE_LONGEST_MS,
  SHARE_SHORTEST_MS,
  SHARE_SUMMARY_LIMIT,
} from "../domain/incidents/share-limits.ts";
import { MUTE_LONGEST_MS, MUTE_SHORTEST_MS } from "../domain/mute.ts";
import {
  COMMENT_LIMIT,
  FOLLOW_UP_KINDS,
  FOLLOW_UP_LIMIT,
  POSTMORTEM_STATUSES,
} from "../domain/postmortem/document.ts";
import type { ListPlace } from "../domain/runbooks/list-place.ts";
import { MODE_IDS } from "../domain/symptom.ts";

/*
 * Bodies of requests, and the one error body. Strict: an unknown key is an error, so that a typing mistake
 * is never a silent no. Who asks is never in a body.
 */

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
}

const text = (limit: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(limit));
const SymptomIds = z.array(text(64)).check(z.maxLength(200));
const ROLES = ["viewer", "operator", "admin"] as const;
const SEVERITIES = ["SEV1", "SEV2", "SEV3", "SEV4"] as const;
const EpochMs = z.int().check(z.nonnegative());
/** Made by the browser once per thing said; a repeated send is the same entry. */
const ClientKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));
const IncidentIdText = z.string().check(z.regex(/^INC-\d{1,9}$/));
const Visibility = z.enum(["internal", "shared"]);

const Name = text(64);
/** Length is judged with the password rules, so that the message names the rule. */
const Password = z.string().check(z.maxLength(1_000));

export const NoBody = z.strictObject({});

export const SetupBody = z.strictObject({ code: text(100), name: Name, password: Password });
export const SignInBody = z.strictObject({ name: Name, password: Password });
export const InviteBody = z.strictObject({ role: z.enum(ROLES) });
export const AcceptInviteBody = z.strictObject({ token: text(200), name: Name, password: Password });
export const PasswordBody = z.strictObject({ current: Password, next: Password });
export const AccountChangeBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("role"), role: z.enum(ROLES) }),
  z.strictObject({ kind: z.literal("disable") }),
]);

const HostId = z.string().check(z.regex(HOST_ID));

export const OpenIncidentBody = z.strictObject({
  symptomIds: SymptomIds,
  hostIds: z.optional(z.array(HostId).check(z.maxLength(20))),
  title: z.optional(text(200)),
  severity: z.optional(z.enum(SEVERITIES)),
  reason: z.optional(text(2_000)),
});
export const RenameBody = z.strictObject({ title: text(200) });
export const StateBody = z.strictObject({
  to: z.enum(INCIDENT_STATES),
  /** The state the person saw. */
  from: z.enum(INCIDENT_STATES),
  reason: z.optional(text(2_000)),
  mergedInto: z.optional(IncidentIdText),
  endedAt: z.optional(EpochMs),
});
export const SeverityBody = z.strictObject({
  to: z.enum(SEVERITIES),
  /** The severity the person saw. */
  from: z.optional(z.enum(SEVERITIES)),
  reason: text(2_000),
});
export const MilestoneBody = z.union([
  z.strictObject({ milestone: z.enum(MILESTONES), milestoneAt: EpochMs }),
  z.strictObject({ milestone: z.enum(MILESTONES), notApplicable: text(2_000) }),
]);
/** `from`: the account the person saw in the role; `to`: whose it becomes. Absent is nobody. */
export const RoleBody = z.strictObject({
  role: z.enum(INCIDENT_ROLES),
  from: z.optional(text(64)),
  to: z.optional(text(64)),
});
export const AttachBody = z.strictObject({ symptomIds: SymptomIds.check(z.minLength(1)) });
export const DetachBody = z.strictObject({
  symptomIds: SymptomIds.check(z.minLength(1)),
  reason: text(2_000),
  /** The incident where they go on. */
  to: z.optional(IncidentIdText),
});
export const SplitBody = z.strictObject({
  symptomIds: SymptomIds.check(z.minLength(1)),
  title: z.optional(text(200)),
  reason: text(2_000),
});
export const NoteBody = z.strictObject({
  markdown: text(20_000),
  visibility: Visibility,
  clientKey: ClientKey,
});
/** `from`: the version the person saw, by its number: the note itself or its last edit. */
export const EditNoteBody = z.strictObject({
  markdown: text(20_000),
  from: z.int().check(z.minimum(1)),
});
export const RemoveNoteBody = z.strictObject({ reason: z.optional(text(2_000)) });
export const EraseBody = z.strictObject({ reason: text(2_000) });
export const PinBody = z.strictObject({
  hostId: HostId,
  source: text(200),
  lines: z
    .array(z.strictObject({ at: EpochMs, text: z.string().check(z.maxLength(16_384)) }))
    .check(z.minLength(1), z.maxLength(200)),
  visibility: Visibility,
  clientKey: ClientKey,
});
/** What it reads is taken by the server, as it is at that moment. */
export const PinReadingBody = z.strictObject({
  hostId: HostId,
  vital: text(64),
  visibility: Visibility,
  clientKey: ClientKey,
});
/** Base64. */
const FilePart = z
  .string()
  .check(z.minLength(1), z.maxLength(Math.ceil(ATTACHMENT_PART_BYTES / 3) * 4), z.base64());
/** A part of a file, in order: each fits what any body may be. */
export const AttachmentPartBody = z.strictObject({
  name: text(255),
  sizeBytes: z.int().check(z.minimum(1), z.maximum(ATTACHMENT_LIMIT_BYTES)),
  offset: z.int().check(z.nonnegative()),
  data: FilePart,
  visibility: Visibility,
  clientKey: ClientKey,
});
/** Of the checklists that a runbook has in an incident, the one for this host or container. */
const On = z.optional(
  z.pipe(
    z.strictObject({ hostId: HostId, subject: z.string().check(z.maxLength(512)) }),
    z.transform((on) => on as ListPlace),
  ),
);
/** A part of an export to read back. How large the file may be is said by who takes it, in words. */
export const ImportPartBody = z.strictObject({
  name: text(255),
  sizeBytes: z.int().check(z.nonnegative()),
  offset: z.int().check(z.nonnegative()),
  data: FilePart,
  clientKey: ClientKey,
});
export const StepBody = z.strictObject({
  runbookId: text(100),
  on: On,
  stepId: text(200),
  to: z.enum(["ticked", "unticked", "skipped"]),
  reason: z.optional(text(2_000)),
  /** Of a question. */
  answer: z.optional(z.enum(["yes", "no"])),
});
const ActionId = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
const SeenTarget = z.strictObject({
  id: z.string().check(z.regex(CONTAINER_ID)),
  name: text(255),
  image: z.string().check(z.maxLength(512)),
  startedAt: z.optional(z.int().check(z.nonnegative())),
  state: z.optional(text(32)),
});
export const ActionPlanBody = z.strictObject({
  verb: z.enum(ACTION_VERBS),
  container: z.optional(text(255)),
  /** As an earlier plan showed it: whether it is still so. */
  seen: z.optional(SeenTarget),
});
export const ActionBody = z.strictObject({
  actionId: ActionId,
  hostId: text(63),
  verb: z.enum(ACTION_VERBS),
  /** As the plan showed it: another start is another container. */
  target: z.optional(SeenTarget),
  typedHost: text(63),
  step: z.optional(z.strictObject({ runbookId: text(100), on: On, stepId: text(200), title: text(200) })),
});
export const DecideActionBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("agree"), typedHost: text(63) }),
  z.strictObject({ kind: z.literal("withdraw") }),
  z.strictObject({ kind: z.literal("settle"), happened: z.boolean() }),
]);
export const NewerRunbookBody = z.strictObject({ runbookId: text(100), on: On, version: text(64) });
export const UseRunbookBody = z.strictObject({ runbookId: text(100), symptomId: z.optional(text(64)) });

export const SettingsBody = z.strictObject({
  reopenWithinMs: z.optional(z.int().check(z.nonnegative(), z.maximum(REOPEN_LONGEST_MS))),
  opensForPages: z.optional(z.boolean()),
  joinsServices: z.optional(z.boolean()),
  mitigateWithinMs: z.optional(z.int().check(z.nonnegative(), z.maximum(TARGET_LONGEST_MS))),
  keepUptimeMs: z.optional(z.int().check(z.minimum(KEEP_SHORTEST_MS), z.maximum(KEEP_LONGEST_MS))),
  // What is wrong with one of them the settings say themselves, in words.
  ownWords: z.optional(z.array(z.string().check(z.maxLength(500))).check(z.maxLength(1_000))),
});

export const MuteBody = z.strictObject({
  hostId: z.optional(HostId),
  mode: z.optional(z.enum(MODE_IDS)),
  subject: z.optional(z.string().check(z.maxLength(512))),
  forMs: z.int().check(z.minimum(MUTE_SHORTEST_MS), z.maximum(MUTE_LONGEST_MS)),
  reason: text(2_000),
});

/** `from`: the last note the person saw. Absent: none. */
export const HandoverBody = z.strictObject({ markdown: text(HANDOVER_LIMIT), from: z.optional(text(64)) });

export const BeginPostmortemBody = z.strictObject({
  templateId: z.string().check(z.regex(/^[a-z0-9-]{1,63}$/)),
});
export const EditPostmortemBody = z.strictObject({
  revision: z.int().check(z.nonnegative()),
  clientId: ClientKey,
  /** Change sets as an editor writes them; the server reads each before it is applied. */
  changes: z.array(z.array(z.unknown()).check(z.maxLength(10_000))).check(z.minLength(1), z.maxLength(5_000)),
  section: z.string().check(z.maxLength(1_000)),
  position: z.optional(z.int().check(z.nonnegative())),
});
/** Without a cursor: gone. */
export const MoveCursorBody = z.strictObject({
  section: z.string().check(z.maxLength(1_000)),
  cursor: z.optional(
    z.strictObject({ revision: z.int().check(z.nonnegative()), position: z.int().check(z.nonnegative()) }),
  ),
});
export const PostmortemStatusBody = z.strictObject({
  from: z.enum(POSTMORTEM_STATUSES),
  to: z.enum(POSTMORTEM_STATUSES),
  revision: z.int().check(z.nonnegative()),
});
export const CommentBody = z.strictObject({
  section: z.string().check(z.maxLength(1_000)),
  quote: z.optional(text(500)),
  markdown: text(COMMENT_LIMIT),
});
export const FollowUpBody = z.strictObject({ text: text(FOLLOW_UP_LIMIT), kind: z.enum(FOLLOW_UP_KINDS) });
export const ChangeFollowUpBody = z.strictObject({
  text: z.optional(text(FOLLOW_UP_LIMIT)),
  kind: z.optional(z.enum(FOLLOW_UP_KINDS)),
  /** Of an account; null is nobody. */
  ownerId: z.optional(z.nullable(text(64))),
  dueOn: z.optional(z.nullable(text(10))),
  isDone: z.optional(z.boolean()),
});

const DiscretionParts = {
  hidesHosts: z.optional(z.boolean()),
  hidesPeople: z.optional(z.boolean()),
  hidesWords: z.optional(z.boolean()),
};
export const CreateShareBody = z.strictObject({
  kind: z.optional(z.enum(SHARE_KINDS)),
  label: z.optional(text(SHARE_LABEL_LIMIT)),
  summary: z.optional(z.string().check(z.maxLength(SHARE_SUMMARY_LIMIT))),
  ...DiscretionParts,
  expiresInMs: z.optional(z.int().check(z.minimum(SHARE_SHORTEST_MS), z.maximum(SHARE_LONGEST_MS))),
  /** Instead of a length: when it closes. */
  expiresAt: z.optional(z.int().check(z.nonnegative())),
});
/** What a link made now would show. */
export const PreviewShareBody = z.strictObject({
  summary: z.optional(z.string().check(z.maxLength(SHARE_SUMMARY_LIMIT))),
  ...DiscretionParts,
});
/** An empty summary is none. */
export const ChangeShareBody = z.strictObject({
  summary: z.string().check(z.maxLength(SHARE_SUMMARY_LIMIT)),
});
/** Token of a share link, from the address's fragment. */
export const OpenShareBody = z.strictObject({ token: text(200) });
