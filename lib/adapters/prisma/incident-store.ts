import { errorCodeOf, FoghornError } from "../../domain/errors.ts";
import type { HostId, IncidentId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import { emptyIncident } from "../../domain/incidents/apply-entry.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import { genesisHash } from "../../domain/timeline-hash.ts";
import type { Appended, EntryDraft, IncidentStore, IncidentWrite } from "../../engine/ports-incidents.ts";
import type { Database } from "./connect.ts";
import { erasedInShares, forgetErased } from "./erasure.ts";
import { chain, sha256, toOperations } from "./incident-plan.ts";
import {
  fromChecklistRow,
  fromEntryRow,
  fromEvidenceRow,
  fromIncidentRow,
  INCIDENT_RELATIONS,
  toIncidentRow,
} from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { verifyTimeline } from "./verify-timeline.ts";
import type { WritePlan } from "./write-queue.ts";

const idOf = (number: number): IncidentId => `INC-${String(number).padStart(4, "0")}` as IncidentId;

const notFound = (incidentId: IncidentId): FoghornError =>
  new FoghornError("not-found", `There is no incident ${incidentId}.`);

async function readIncident(database: Database, id: IncidentId): Promise<Incident | undefined> {
  const row = await database.incident.findUnique({ where: { id }, include: INCIDENT_RELATIONS });
  return row ? fromIncidentRow(row) : undefined;
}

/** Entries of one incident that were stored under these keys before. */
async function entriesOfKeys(
  database: Database,
  incidentId: IncidentId,
  drafts: readonly EntryDraft[],
): Promise<ReadonlyMap<string, TimelineEntry>> {
  const keys = drafts.map((draft) => draft.clientKey).filter((key) => key !== undefined);
  if (keys.length === 0) return new Map();
  const rows = await database.timelineEntry.findMany({ where: { incidentId, clientKey: { in: keys } } });
  return new Map(rows.map((row) => [row.clientKey ?? "", fromEntryRow(row)]));
}

export function createIncidentStore({ database, queue, onRollback }: StoreContext): IncidentStore {
  /**
   * Incidents as they are after everything planned so far: jobs of one batch are planned before any is stored.
   * A rollback forgets them all.
   */
  const heads = new Map<IncidentId, Incident>();
  let lastNumber: number | undefined;
  onRollback(() => {
    heads.clear();
    lastNumber = undefined;
  });

  function remember(incident: Incident): void {
    heads.delete(incident.id);
    heads.set(incident.id, incident);
    const oldest = heads.keys().next();
    if (heads.size > 200 && !oldest.done) heads.delete(oldest.value);
  }

  async function planWrite(before: Incident, write: IncidentWrite): Promise<WritePlan<Appended>> {
    const known = await entriesOfKeys(database, before.id, write.entries);
    const drafts = write.entries.filter(({ clientKey }) => clientKey === undefined || !known.has(clientKey));
    const { incident, chained } = chain(before, drafts);
    const row = toIncidentRow(incident);
    const incidentOperation =
      before.headSeq === 0
        ? database.incident.create({ data: { id: incident.id, ...row } })
        : database.incident.update({ where: { id: incident.id }, data: row });
    const operations = [
      ...toOperations(database, incident.id, write, chained),
      ...(await erasedInShares(database, incident.id, write.eraseSeqs)),
    ];
    remember(incident);
    const result = {
      incident,
      entries: chained.map(({ entry }) => entry),
      repeated: [...known.values()],
    };
    return { operations: [incidentOperation, ...operations], result };
  }

  return {
    open: (plan) =>
      queue.run(async () => {
        if (lastNumber === undefined) {
          const { _max } = await database.incident.aggregate({ _max: { number: true } });
          lastNumber = _max.number ?? 0;
        }
        const number = lastNumber + 1;
        const id = idOf(number);
        const written = await planWrite(emptyIncident(id, number, genesisHash(id, sha256)), plan(id, number));
        lastNumber = number;
        return written;
      }),

    append: async (incidentId, plan, { isCommutative }) => {
      const once = () =>
        queue.run(async () => {
          const incident = heads.get(incidentId) ?? (await readIncident(database, incidentId));
          if (!incident) throw notFound(incidentId);
          return planWrite(incident, plan(incident));
        });
      const appended = await once().catch((error: unknown) => {
        // What `plan` itself refuses as a conflict comes again and is surfaced by the second try.
        if (!isCommutative || errorCodeOf(error) !== "conflict") throw error;
        return once();
      });
      const isErased = ({ body }: TimelineEntry) =>
        body.kind === "entry.erased" || body.kind === "postmortem.erased";
      if (appended.entries.some(isErased)) await forgetErased(database);
      return appended;
    },

    get: (incidentId) => readIncident(database, incidentId),

    list: async ({ states, limit }) => {
      const rows = await database.incident.findMany({
        ...(states && { where: { state: { in: [...states] } } }),
        orderBy: { number: "desc" },
        take: limit,
        include: INCIDENT_RELATIONS,
      });
      return rows.map(fromIncidentRow);
    },

    overOfMode: async (mode, limit) => {
      const rows = await database.incident.findMany({
        where: { state: { in: ["resolved", "closed"] }, symptoms: { some: { symptom: { mode } } } },
        orderBy: { number: "desc" },
        take: limit,
        include: INCIDENT_RELATIONS,
      });
      return rows.map(fromIncidentRow);
    },

    entries: async (incidentId, { afterSeq, beforeSeq, limit, kinds }) => {
      const ofKind = kinds === undefined ? {} : { kind: { in: [...kinds] } };
      if (afterSeq !== undefined) {
        const rows = await database.timelineEntry.findMany({
          where: { incidentId, seq: { gt: afterSeq }, ...ofKind },
          orderBy: { seq: "asc" },
          take: limit,
        });
        return rows.map(fromEntryRow);
      }
      const rows = await database.timelineEntry.findMany({
        where: { incidentId, ...(beforeSeq !== undefined && { seq: { lt: beforeSeq } }), ...ofKind },
        orderBy: { seq: "desc" },
        take: limit,
      });
      return rows.reverse().map(fromEntryRow);
    },

    checklists: async (incidentId) => {
      const rows = await database.checklist.findMany({
        where: { incidentId },
        orderBy: { openedSeq: "asc" },
        include: { steps: true },
      });
      return rows.map(fromChecklistRow);
    },

    attachment: async (incidentId, seq) => {
      const row = await database.attachment.findUnique({ where: { incidentId_seq: { incidentId, seq } } });
      return row?.bytes;
    },

    landed: async (incidentId) => {
      const rows = await database.incidentHost.findMany({ where: { incidentId } });
      return rows.map((row) => ({
        hostId: row.hostId as HostId,
        rowSeq: row.landedRowSeq,
        changeId: row.landedChangeId,
      }));
    },

    evidence: async (incidentId) => {
      const rows = await database.incidentEvidence.findMany({
        where: { incidentId },
        include: { evidence: true },
        orderBy: { evidence: { capturedAt: "asc" } },
      });
      return rows.map(({ evidence }) => fromEvidenceRow(evidence));
    },

    verify: (incidentId) => verifyTimeline(database, incidentId),
  };
}
