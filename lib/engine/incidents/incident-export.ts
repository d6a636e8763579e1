import { createHash } from "node:crypto";
import type { Incident } from "../../domain/incident.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { DURATIONS } from "../../domain/incidents/durations.ts";
import { figureOf } from "../../domain/incidents/milestone-words.ts";
import { KEPT_BESIDE_NAMES, redactValue } from "../../domain/incidents/redact-value.ts";
import type { PostmortemInput } from "../../domain/postmortem/postmortem-input.ts";
import { writePostmortem } from "../../domain/postmortem/write-postmortem.ts";
import { placeOf } from "../../domain/runbooks/list-place.ts";
import { bodyDigestOf } from "../../domain/timeline-hash.ts";
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  type IncidentExport,
} from "../../protocol/incident-export/incident-export.ts";
import type { IncidentsDeps } from "./contract.ts";
import type { IncidentFacts } from "./incident-facts.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

type PostmortemExport = NonNullable<IncidentExport["postmortem"]>;
type Entries = IncidentExport["timeline"]["entries"];

/** The body of an entry of which nothing is told any more. */
const GONE = { kind: "erased" } as const;

/**
 * Each entry that was ever written, so that the chain can be followed from its first link to its last; bodies as they are
 * told now. Whether a body is still what its digest was made of is said beside it.
 */
function entriesOf({ input, stored, clean }: IncidentFacts): Entries {
  const told = new Map(input.entries.map((entry) => [entry.seq, entry]));
  return stored.map(({ seq, at, sourceAt, actor, visibility, bodyDigest, hash }) => {
    const shown = told.get(seq);
    const body = shown?.body ?? GONE;
    // Of an entry that is left out who wrote it is told as elsewhere.
    const toldActor = shown?.actor ?? redactValue(actor, clean, KEPT_BESIDE_NAMES).value;
    const isActorAsWritten = canonicalJson(toldActor) === canonicalJson(actor);
    return {
      seq,
      at,
      ...(sourceAt !== undefined && { sourceAt }),
      actor: toldActor,
      visibility,
      body: structuredClone(body) as Entries[number]["body"],
      isAsWritten: bodyDigestOf(body, sha256) === bodyDigest,
      ...(!isActorAsWritten && { isActorAsWritten }),
      bodyDigest,
      hash,
    };
  });
}

function headOf(incident: Incident): IncidentExport["incident"] {
  const { id, title, state, severity, openedAt, acknowledgedBy, mergedInto } = incident;
  return {
    id,
    title,
    state,
    severity,
    openedAt,
    ...(acknowledgedBy && { acknowledgedBy }),
    roles: incident.roles,
    milestones: incident.milestones,
    confirmedMilestones: [...incident.confirmedMilestones],
    notApplicable: incident.notApplicable,
    hostIds: [...incident.hostIds],
    ...(mergedInto && { mergedInto }),
    reopenedAt: [...incident.reopenedAt],
  };
}

function checklistOf({
  runbook,
  hostId,
  subject,
  steps,
  symptomId,
}: PostmortemInput["checklists"][number]): IncidentExport["checklists"][number] {
  return {
    runbookId: runbook.id,
    title: runbook.title,
    version: runbook.version,
    ...placeOf({ ...(hostId && { hostId }), subject }),
    ...(symptomId && { symptomId }),
    steps: runbook.steps.map(({ id, title, kind }) => {
      const {
        mark = "open",
        by,
        changedAt,
        reading,
        reason,
        answer,
        doneIn,
      } = steps.find(({ stepId }) => stepId === id) ?? {};
      return {
        stepId: id,
        title,
        kind,
        mark,
        ...(by !== undefined && { by }),
        ...(changedAt !== undefined && { changedAt }),
        ...(reading !== undefined && { reading }),
        ...(reason !== undefined && { reason }),
        ...(answer !== undefined && { answer }),
        ...(doneIn !== undefined && { doneIn }),
      };
    }),
  };
}

/** The incident as the file that programs read, its own digest last. */
export function toIncidentExport(
  { cleanProse }: Pick<IncidentsDeps, "cleanProse">,
  facts: IncidentFacts,
): IncidentExport {
  const { incident, symptoms, checklists, writtenAt, recording } = facts.input;
  const content: Omit<IncidentExport, "digest"> = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    writtenAt,
    ...(recording && { recording }),
    redactions: facts.redactions.map(({ rule, count }) => ({ rule, count })),
    incident: headOf(incident),
    figures: DURATIONS.map((duration) => {
      const { abbreviation, definition } = duration;
      const figure = figureOf(duration, incident);
      return {
        abbreviation,
        definition,
        ...(figure.kind === "known" ? { ms: figure.ms } : { unknownBecause: figure.because }),
      };
    }),
    symptoms: structuredClone(symptoms) as IncidentExport["symptoms"],
    checklists: checklists.map(checklistOf),
    ...(facts.written && {
      postmortem: {
        standing: facts.written.text.standing ?? "",
        markdown: writePostmortem(facts.written.input, cleanProse, facts.written.text),
        actions: structuredClone(facts.written.text.followUps) as PostmortemExport["actions"],
        published: [...facts.written.published],
      },
    }),
    timeline: { headSeq: incident.headSeq, headHash: incident.headHash, entries: entriesOf(facts) },
  };
  return { ...content, digest: sha256(canonicalJson(content)) };
}
