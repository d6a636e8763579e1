import { z } from "zod/mini";
import { ACTION_OUTCOMES, ACTION_VERBS } from "../../domain/action.ts";
import type { HostId, IncidentId, SymptomId, UserId } from "../../domain/ids.ts";
import { POSTMORTEM_STATUSES } from "../../domain/postmortem/document.ts";
import type { ModeId } from "../../domain/symptom.ts";
import {
  digest,
  id,
  incidentRole,
  incidentSeverity,
  incidentState,
  milestone,
  moment,
  optional,
  texts,
} from "./common.ts";
import { symptom } from "./symptom.ts";

/* Every kind of entry as the file has it: the bodies of `EntryBody`, one strict object each. */

const hostId = id<HostId>();
/** Which of a runbook's checklists: that for this host or container. */
const on = optional(z.strictObject({ hostId, subject: z.string() }));
const incidentId = id<IncidentId>();
const person = z.strictObject({ userId: id<UserId>(), name: z.string() });
const attachReason = z.strictObject({
  rule: z.enum([
    "opened",
    "again",
    "explained",
    "explains",
    "chain",
    "service",
    "service-elsewhere",
    "alike",
    "merged",
    "split",
    "person",
  ]),
  of: optional(z.strictObject({ title: z.string(), hostId })),
  service: optional(z.string()),
});
const gap = z.strictObject({
  stream: z.enum(["events", "journal"]),
  fromAt: moment,
  toAt: moment,
  cause: z.string(),
  lostCount: optional(z.number()),
  isFilled: z.boolean(),
  isOfRestart: optional(z.literal(true)),
});
const verb = z.enum(ACTION_VERBS);
const action = z.strictObject({
  id: z.string(),
  verb,
  hostId,
  target: optional(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      image: z.string(),
      startedAt: z.optional(moment),
      state: z.optional(z.string()),
    }),
  ),
  command: z.string(),
  step: optional(z.strictObject({ runbookId: z.string(), on, stepId: z.string(), title: z.string() })),
});
const actionOf = { actionId: z.string(), verb, hostId };
const share = { shareId: z.string(), expiresAt: moment };
const kind = <const Kind extends string>(name: Kind) => ({ kind: z.literal(name) });

const OF_INCIDENTS = [
  z.strictObject({
    ...kind("incident.opened"),
    title: z.string(),
    severity: incidentSeverity,
    reason: z.string(),
    hostIds: optional(z.array(hostId)),
  }),
  z.strictObject({
    ...kind("incident.state"),
    from: incidentState,
    to: incidentState,
    reason: optional(z.string()),
    mergedInto: optional(incidentId),
    isReopened: optional(z.literal(true)),
  }),
  z.strictObject({
    ...kind("incident.severity"),
    from: incidentSeverity,
    to: incidentSeverity,
    reason: z.string(),
  }),
  z.strictObject({ ...kind("incident.renamed"), from: z.string(), to: z.string() }),
  z.strictObject({
    ...kind("incident.milestone"),
    milestone,
    milestoneAt: moment,
    how: z.enum(["recorded", "confirmed"]),
    basis: optional(z.literal("readings")),
  }),
  z.strictObject({ ...kind("incident.milestone-not-applicable"), milestone, reason: z.string() }),
  z.strictObject({
    ...kind("incident.linked"),
    how: z.enum(["merged-from", "split-from", "split-into"]),
    incidentId,
    title: z.string(),
    reason: optional(z.string()),
  }),
  z.strictObject({
    ...kind("incident.role"),
    role: incidentRole,
    how: z.enum(["taken", "handed-over", "given-up"]),
    from: optional(person),
    to: optional(person),
  }),
  z.strictObject({
    ...kind("symptom.attached"),
    symptom,
    because: optional(attachReason),
    calledNow: optional(z.string()),
  }),
  z.strictObject({
    ...kind("symptom.detached"),
    symptom,
    reason: z.string(),
    movedTo: optional(incidentId),
    isHostGone: optional(z.literal(true)),
    calledNow: optional(z.string()),
    impactNow: optional(z.nullable(moment)),
  }),
] as const;

const OF_HOSTS = [
  z.strictObject({
    ...kind("symptom.changed"),
    change: z.enum(["seen", "raised", "recovering", "relapsed", "cleared", "updated", "unknown"]),
    symptom,
  }),
  z.strictObject({
    ...kind("docker.event"),
    hostId,
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
    times: z.number(),
    lastAt: moment,
  }),
  z.strictObject({
    ...kind("engine.line"),
    hostId,
    unit: z.string(),
    text: z.string(),
    mode: optional(id<ModeId>()),
    times: optional(z.number()),
    lastAt: optional(moment),
  }),
  z.strictObject({
    ...kind("host.changed"),
    hostId,
    change: z.enum(["deploy", "boot", "upgrade"]),
    text: z.string(),
  }),
  z.strictObject({ ...kind("gap"), hostId, gap }),
  z.strictObject({
    ...kind("foghorn.restarted"),
    process: z.enum(["gate", "web"]),
    downAt: moment,
    backAt: moment,
    caughtUp: z.boolean(),
    read: optional(
      z.strictObject({
        hosts: z.number(),
        events: z.number(),
        lines: z.number(),
        isMore: optional(z.literal(true)),
      }),
    ),
    lost: optional(z.array(z.strictObject({ hostId, cause: z.string(), lostCount: optional(z.number()) }))),
    unreadHostIds: optional(z.array(hostId)),
  }),
] as const;

const OF_PEOPLE = [
  z.strictObject({ ...kind("note"), markdown: z.string() }),
  z.strictObject({ ...kind("note.edited"), noteSeq: z.number(), noteAt: moment, markdown: z.string() }),
  z.strictObject({
    ...kind("note.removed"),
    noteSeq: z.number(),
    noteAt: moment,
    reason: optional(z.string()),
  }),
  z.strictObject({
    ...kind("entry.erased"),
    what: z.enum(["note", "lines", "file"]),
    seqs: z.array(z.number()),
    writtenAt: moment,
    reason: z.string(),
  }),
  z.strictObject({
    ...kind("lines.pinned"),
    hostId,
    source: z.string(),
    lines: z.array(z.strictObject({ at: moment, text: z.string() })),
  }),
  z.strictObject({
    ...kind("attachment.added"),
    name: z.string(),
    mediaType: z.enum(["image/png", "image/jpeg", "text/plain", "application/json"]),
    sizeBytes: z.number(),
    sha256: digest,
  }),
  z.strictObject({
    ...kind("reading.pinned"),
    hostId,
    name: z.string(),
    value: z.string(),
    readAt: moment,
    usual: optional(z.string()),
    points: z.array(z.strictObject({ at: moment, value: z.nullable(z.number()) })),
  }),
  z.strictObject({
    ...kind("evidence.captured"),
    hostId,
    subject: z.string(),
    evidenceId: z.string(),
    title: z.string(),
    lineCount: z.number(),
  }),
  z.strictObject({ ...kind("share.created"), ...share, isLive: optional(z.literal(true)) }),
  z.strictObject({ ...kind("share.revoked"), ...share }),
  z.strictObject({
    ...kind("postmortem.changed"),
    to: z.enum(POSTMORTEM_STATUSES),
    version: optional(z.number()),
    digest: optional(digest),
  }),
  z.strictObject({ ...kind("postmortem.erased"), version: z.number(), digest, reason: z.string() }),
  z.strictObject(kind("erased")),
  z.strictObject(kind("removed")),
] as const;

const OF_RUNBOOKS = [
  z.strictObject({
    ...kind("runbook.opened"),
    runbookId: z.string(),
    on,
    title: z.string(),
    version: z.string(),
    symptomId: optional(id<SymptomId>()),
  }),
  z.strictObject({
    ...kind("runbook.updated"),
    runbookId: z.string(),
    on,
    title: z.string(),
    from: z.string(),
    version: z.string(),
    differences: texts,
  }),
  z.strictObject({
    ...kind("step.changed"),
    runbookId: z.string(),
    on,
    stepId: z.string(),
    stepTitle: z.string(),
    to: z.enum(["passed", "confirmed", "regressed", "ticked", "unticked", "skipped"]),
    reading: optional(z.string()),
    reason: optional(z.string()),
    answer: optional(z.enum(["yes", "no"])),
  }),
  z.strictObject({ ...kind("action.asked"), action, expiresAt: moment }),
  z.strictObject({ ...kind("action.withdrawn"), ...actionOf }),
  z.strictObject({ ...kind("action.begun"), action, agreedBy: optional(z.string()) }),
  z.strictObject({
    ...kind("action.ended"),
    ...actionOf,
    outcome: z.enum(ACTION_OUTCOMES),
    text: z.string(),
    durationMs: optional(z.number()),
  }),
  z.strictObject({ ...kind("action.settled"), ...actionOf, happened: z.boolean() }),
] as const;

export const entryBody = z.discriminatedUnion("kind", [
  ...OF_INCIDENTS,
  ...OF_HOSTS,
  ...OF_PEOPLE,
  ...OF_RUNBOOKS,
]);
