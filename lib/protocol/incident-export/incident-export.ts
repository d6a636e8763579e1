import { z } from "zod/mini";
import type { HostId, IncidentId, SymptomId, UserId } from "../../domain/ids.ts";
import { FOLLOW_UP_KINDS } from "../../domain/postmortem/document.ts";
import {
  digest,
  id,
  incidentRole,
  incidentSeverity,
  incidentState,
  milestone,
  moment,
  optional,
  visibility,
} from "./common.ts";
import { entryBody } from "./entry-bodies.ts";
import { symptom } from "./symptom.ts";

/*
 * An incident as a file that programs read. `version` grows when a reader of the one before would misunderstand; the
 * same schema for readers elsewhere is docs/schemas/incident-export-1.schema.json, written by `npm run fix`.
 */

export const EXPORT_FORMAT = "foghorn-incident";
export const EXPORT_VERSION = 1;

const person = z.strictObject({ userId: id<UserId>(), name: z.string() });

const actor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), userId: id<UserId>(), name: z.string() }),
  z.strictObject({ kind: z.literal("foghorn") }),
]);

const entry = z.strictObject({
  seq: z.number(),
  at: moment,
  sourceAt: optional(moment),
  actor,
  visibility,
  body: entryBody,
  isAsWritten: z
    .boolean()
    .check(
      z.describe("The body is what bodyDigest was made of: nothing in it was redacted, edited or erased"),
    ),
  isActorAsWritten: optional(
    z
      .literal(false)
      .check(
        z.describe("Who wrote it is told by another name, so this hash cannot be made from what stands here"),
      ),
  ),
  bodyDigest: digest,
  hash: digest,
});

const figure = z.strictObject({
  abbreviation: z.enum(["TTD", "TTA", "TTM", "TTR"]),
  definition: z.string(),
  ms: optional(z.number()),
  unknownBecause: optional(z.string()),
});

const step = z.strictObject({
  stepId: z.string(),
  title: z.string(),
  kind: z.enum(["check", "manual", "action", "verify"]),
  mark: z.enum(["open", "passed", "confirmed", "regressed", "ticked", "skipped", "answered", "not-needed"]),
  by: optional(z.string()),
  changedAt: optional(moment),
  reading: optional(z.string()),
  reason: optional(z.string()),
  answer: optional(z.enum(["yes", "no"])),
  doneIn: optional(id<IncidentId>()),
});

const checklist = z.strictObject({
  runbookId: z.string(),
  on: optional(z.strictObject({ hostId: id<HostId>(), subject: z.string() })),
  title: z.string(),
  version: z.string(),
  symptomId: optional(id<SymptomId>()),
  steps: z.array(step),
});

const incident = z.strictObject({
  id: id<IncidentId>(),
  title: z.string(),
  state: incidentState,
  severity: incidentSeverity,
  openedAt: moment,
  acknowledgedBy: optional(person),
  roles: z.partialRecord(incidentRole, person),
  milestones: z.partialRecord(milestone, moment),
  confirmedMilestones: z.array(milestone),
  notApplicable: z.partialRecord(milestone, z.string()),
  hostIds: z.array(id<HostId>()),
  mergedInto: optional(id<IncidentId>()),
  reopenedAt: z.array(moment),
});

const postmortem = z.strictObject({
  standing: z.string().check(z.describe("Draft, In review, Published, version 1")),
  markdown: z.string().check(z.describe("The text with its figures and blocks filled in")),
  actions: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      kind: z.enum(FOLLOW_UP_KINDS),
      owner: optional(person),
      dueOn: optional(z.string()),
      createdAt: moment,
      createdBy: z.string(),
      doneAt: optional(moment),
      doneBy: optional(z.string()),
    }),
  ),
  published: z.array(
    z.strictObject({
      version: z.number(),
      at: moment,
      by: z.string(),
      headSeq: z.number(),
      headHash: digest,
      digest,
      erased: optional(z.strictObject({ at: moment, by: z.string() })),
    }),
  ),
});

export const IncidentExport = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  writtenAt: moment,
  redactions: z.array(z.strictObject({ rule: z.string(), count: z.number() })),
  incident,
  figures: z.array(figure),
  symptoms: z.array(symptom),
  checklists: z.array(checklist),
  /** Played from a recording: nothing of it happened to a host that is watched. */
  recording: optional(z.strictObject({ recordedAt: moment })),
  postmortem: optional(postmortem),
  timeline: z.strictObject({
    headSeq: z.number(),
    headHash: digest,
    entries: z.array(entry),
  }),
  digest: z
    .string()
    .check(
      z.regex(/^[0-9a-f]{64}$/),
      z.describe("SHA-256 of the canonical JSON (RFC 8785) of everything else in this file"),
    ),
});

export type IncidentExport = z.infer<typeof IncidentExport>;

/** The same as JSON Schema. */
export const incidentExportSchema = (): unknown => ({
  ...z.toJSONSchema(IncidentExport, { target: "draft-2020-12", reused: "ref" }),
  title: `Foghorn incident, version ${EXPORT_VERSION}`,
});
