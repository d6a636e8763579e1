import { createHash } from "node:crypto";
import type { IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { applyEntry } from "../../domain/incidents/apply-entry.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { isNamed } from "../../domain/runbooks/list-place.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import { bodyDigestOf, entryHash, type Sha256 } from "../../domain/timeline-hash.ts";
import type { EntryDraft, IncidentWrite } from "../../engine/ports-incidents.ts";
import type { PostmortemWrite } from "../../engine/ports-postmortems.ts";
import type { Database } from "./connect.ts";
import { toChecklistRow, toEntryRow, toListKey } from "./rows.ts";
import { NO_SNAPSHOT } from "./share-store.ts";
import { fromTime, toOptionalTime, toTime } from "./values.ts";
import type { Operation } from "./write-queue.ts";

export const sha256: Sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** What a text is that was erased; triggers allow no other change. */
const ERASED = "null";

export interface ChainedEntry {
  readonly entry: TimelineEntry;
  readonly draft: EntryDraft;
}

/** As its column keeps it: what is dated back by a measured duration has a fraction, and its hash would be of another time. */
const asKept = (at: EpochMs): EpochMs => fromTime(toTime(at));

/** Numbers and chains drafts after the incident's head, and says what the incident is after them. */
export function chain(
  incident: Incident,
  drafts: readonly EntryDraft[],
): { readonly incident: Incident; readonly chained: readonly ChainedEntry[] } {
  let current = incident;
  const chained = drafts.map((draft) => {
    const { clientKey: _, at, sourceAt, ...rest } = draft;
    const unhashed = {
      ...rest,
      at: asKept(at),
      ...(sourceAt !== undefined && { sourceAt: asKept(sourceAt) }),
      incidentId: incident.id,
      seq: current.headSeq + 1,
      bodyDigest: bodyDigestOf(draft.body, sha256),
    };
    const entry: TimelineEntry = { ...unhashed, hash: entryHash(current.headHash, unhashed, sha256) };
    current = applyEntry(current, entry);
    return { entry, draft };
  });
  return { incident: current, chained };
}

/** Rows that follow from one entry: the projection beside the incident's own row. */
function operationsOf(database: Database, { entry }: ChainedEntry): readonly Operation[] {
  const { incidentId, body } = entry;
  switch (body.kind) {
    case "symptom.attached": {
      const key = { incidentId, symptomId: body.symptom.id };
      return [
        database.incidentSymptom.upsert({
          where: { incidentId_symptomId: key },
          create: { ...key, attachedSeq: entry.seq },
          update: {},
        }),
      ];
    }
    case "symptom.detached":
      return [database.incidentSymptom.deleteMany({ where: { incidentId, symptomId: body.symptom.id } })];
    case "evidence.captured": {
      const key = { incidentId, evidenceId: body.evidenceId };
      return [
        database.incidentEvidence.upsert({
          where: { incidentId_evidenceId: key },
          create: key,
          update: {},
        }),
      ];
    }
    case "step.changed": {
      const key = { ...toListKey(incidentId, body), stepId: body.stepId };
      const state = {
        mark: body.to === "unticked" ? "open" : body.to,
        changedAt: toTime(entry.at),
        byName: entry.actor.kind === "person" ? entry.actor.name : null,
        reason: body.reason ?? null,
        reading: body.reading ?? null,
        answer: body.answer ?? null,
      };
      return [
        database.stepState.upsert({
          where: { incidentId_runbookId_hostId_subject_stepId: key },
          create: { ...key, ...state },
          update: state,
        }),
      ];
    }
    default:
      return [];
  }
}

/** Everything a write stores beside the incident's row, in an order that foreign keys allow. */
export function toOperations(
  database: Database,
  incidentId: IncidentId,
  write: IncidentWrite,
  chained: readonly ChainedEntry[],
): readonly Operation[] {
  const operations: Operation[] = [];
  for (const opened of write.checklists ?? []) {
    const seq = chained.find(
      ({ entry }) => entry.body.kind === "runbook.opened" && isNamed(entry.body, opened),
    )?.entry.seq;
    // Without its entry nothing is opened: it was opened before, under the same client key.
    if (seq === undefined) continue;
    operations.push(database.checklist.create({ data: toChecklistRow(incidentId, seq, opened) }));
  }
  if (chained.length > 0) {
    const data = chained.map(({ entry, draft }) => toEntryRow(entry, draft));
    operations.push(database.timelineEntry.createMany({ data }));
  }
  operations.push(...chained.flatMap((item) => operationsOf(database, item)));
  const added = chained.find(({ entry }) => entry.body.kind === "attachment.added");
  if (write.attachment && added) {
    const data = { incidentId, seq: added.entry.seq, bytes: write.attachment };
    operations.push(database.attachment.create({ data, select: { seq: true } }));
  }
  if (write.newerText) {
    const { runbook, on, outdatedSteps } = write.newerText;
    const of = toListKey(incidentId, { runbookId: runbook.id, ...(on && { on }) });
    operations.push(
      database.checklist.updateMany({
        where: of,
        data: { version: runbook.version, runbookJson: canonicalJson(runbook) },
      }),
      database.stepState.deleteMany({ where: { ...of, stepId: { in: [...outdatedSteps] } } }),
    );
  }
  for (const { hostId, rowSeq, changeId } of write.landed ?? []) {
    const position = { landedRowSeq: rowSeq, landedChangeId: changeId };
    operations.push(
      database.incidentHost.upsert({
        where: { incidentId_hostId: { incidentId, hostId } },
        create: { incidentId, hostId, ...position },
        update: position,
      }),
    );
  }
  const { eraseSeqs, share, revokeShare } = write;
  if (eraseSeqs) {
    operations.push(
      database.timelineEntry.updateMany({
        where: { incidentId, seq: { in: [...eraseSeqs] } },
        data: { bodyJson: null },
      }),
      database.attachment.deleteMany({ where: { incidentId, seq: { in: [...eraseSeqs] } } }),
    );
  }
  if (share) {
    operations.push(
      database.share.create({
        data: {
          id: share.id,
          incidentId,
          tokenHash: share.tokenHash,
          createdAt: toTime(share.createdAt),
          createdById: share.by.userId,
          createdByName: share.by.name,
          expiresAt: toTime(share.expiresAt),
          kind: share.snapshot === undefined ? "live" : "snapshot",
          label: share.label ?? null,
          ...share.discretion,
          summary: share.summary ?? null,
          snapshotJson: share.snapshot === undefined ? NO_SNAPSHOT : JSON.stringify(share.snapshot),
        },
      }),
    );
  }
  if (revokeShare) {
    operations.push(
      database.share.updateMany({
        where: { id: revokeShare.shareId, incidentId, revokedAt: null },
        data: { revokedAt: toOptionalTime(revokeShare.at) },
      }),
    );
  }
  if (write.postmortem) operations.push(...postmortemOperations(database, incidentId, write.postmortem));
  return operations;
}

function postmortemOperations(
  database: Database,
  incidentId: IncidentId,
  { status, version, erase }: PostmortemWrite,
): readonly Operation[] {
  if (erase !== undefined)
    return [
      database.postmortemVersion.updateMany({
        where: { incidentId, version: erase.version, erasedAt: null },
        data: { frozenJson: ERASED, erasedAt: toTime(erase.at), erasedByName: erase.by },
      }),
      database.postmortemEdit.updateMany({ where: { incidentId }, data: { changesJson: ERASED } }),
    ];
  const moved = database.postmortem.update({
    where: { incidentId },
    data: { status },
    select: { incidentId: true },
  });
  if (version === undefined) return [moved];
  const { at, by, erased: _, ...rest } = version;
  return [
    moved,
    database.postmortemVersion.create({
      data: { incidentId, at: toTime(at), byName: by, ...rest },
      select: { version: true },
    }),
  ];
}
