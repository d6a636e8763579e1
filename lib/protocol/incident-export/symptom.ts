import { z } from "zod/mini";
import type { PartId } from "../../domain/anatomy.ts";
import type { HostId, SymptomId } from "../../domain/ids.ts";
import type { ModeId } from "../../domain/symptom.ts";
import { id, moment, optional, texts } from "./common.ts";

const evidence = z.strictObject({
  at: moment,
  source: z.string(),
  text: z.string(),
  reading: optional(z.string()),
  isPreceding: optional(z.literal(true)),
});

/** A symptom as it is kept. Modes and parts are open lists: a later Foghorn knows more of them. */
export const symptom = z.strictObject({
  id: id<SymptomId>(),
  hostId: id<HostId>(),
  mode: id<ModeId>(),
  subject: z.string(),
  state: z.enum(["seen", "raised", "recovering", "cleared"]),
  severity: z.enum(["page", "ticket", "notice"]),
  part: id<PartId>(),
  title: z.string(),
  summary: z.string(),
  variant: optional(z.string()),
  seenAt: moment,
  raisedAt: optional(moment),
  recoveringAt: optional(moment),
  clearedAt: optional(moment),
  sinceAt: moment,
  againAt: optional(moment),
  lastSeenAt: moment,
  isUnknown: z.boolean(),
  unseen: optional(z.array(z.strictObject({ fromAt: moment, toAt: optional(moment) }))),
  flapping: optional(
    z.strictObject({ sinceAt: moment, lastAt: moment, times: z.number(), calmMs: z.number() }),
  ),
  evidence: z.array(evidence),
  blast: z.strictObject({ affected: texts, parts: z.array(id<PartId>()), notAffected: texts }),
  absorbedBy: optional(id<SymptomId>()),
  facts: z.record(z.string(), z.string()),
});
