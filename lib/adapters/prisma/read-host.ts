import type { DrillRoom } from "../../domain/drills/drill.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Symptom, SymptomChange, SymptomChangeKind } from "../../domain/symptom.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Database } from "./connect.ts";
import {
  fromChecklistRow,
  fromEntryRow,
  fromIncidentRow,
  fromSymptomJson,
  INCIDENT_RELATIONS,
} from "./rows.ts";
import { fromTime, toTime } from "./values.ts";

/*
 * What was stored of one host, for whoever watches a Foghorn from beside it. Reads alone, and works while Foghorn runs.
 */

/** Its containers were listed since `sinceAt`: from then on nothing lit means quiet, not unread. */
export async function isRead(database: Database, hostId: string, sinceAt: EpochMs): Promise<boolean> {
  return (await database.containerName.count({ where: { hostId, lastAt: { gte: toTime(sinceAt) } } })) > 0;
}

/** Somebody can sign in. */
export const hasAccount = async (database: Database): Promise<boolean> =>
  (await database.account.count()) > 0;

/** Symptoms that call for somebody now: neither recovering nor a mere risk. */
export async function litOn(database: Database, hostId: string): Promise<readonly Symptom[]> {
  const rows = await database.symptom.findMany({
    where: { hostId, state: { in: ["seen", "raised"] }, severity: { not: "notice" } },
    orderBy: { seenAt: "asc" },
  });
  return rows.map((row) => fromSymptomJson(row.symptomJson));
}

/** Changes of its symptoms since then, oldest first. */
export async function changesSince(
  database: Database,
  hostId: string,
  sinceAt: EpochMs,
): Promise<readonly SymptomChange[]> {
  const rows = await database.symptomChange.findMany({
    where: { hostId, at: { gte: toTime(sinceAt) } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({
    kind: row.kind as SymptomChangeKind,
    at: fromTime(row.at),
    symptom: fromSymptomJson(row.symptomJson),
  }));
}

/** Incidents about the host in which anything was written since then, oldest first. */
export async function incidentsSince(
  database: Database,
  hostId: string,
  sinceAt: EpochMs,
): Promise<readonly Incident[]> {
  const rows = await database.incident.findMany({
    where: { hosts: { some: { hostId } }, entries: { some: { at: { gte: toTime(sinceAt) } } } },
    orderBy: { number: "asc" },
    include: INCIDENT_RELATIONS,
  });
  return rows.map(fromIncidentRow);
}

/** The same, each with all its entries and the texts of its checklists. */
export async function roomsSince(
  database: Database,
  hostId: string,
  sinceAt: EpochMs,
): Promise<readonly DrillRoom[]> {
  const incidents = await incidentsSince(database, hostId, sinceAt);
  return Promise.all(
    incidents.map(async (incident) => {
      const where = { incidentId: incident.id };
      const entries = await database.timelineEntry.findMany({ where, orderBy: { seq: "asc" } });
      const checklists = await database.checklist.findMany({
        where,
        orderBy: { openedSeq: "asc" },
        include: { steps: true },
      });
      return {
        incident,
        entries: entries.map(fromEntryRow),
        checklists: checklists.map(fromChecklistRow),
      };
    }),
  );
}
