import type { UserId } from "../../domain/ids.ts";
import type { IncidentState } from "../../domain/incident.ts";
import type { IncidentSeverity } from "../../domain/severity.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { ImportedStore } from "../../engine/ports-incidents.ts";
import type { ImportedIncident } from "../../generated/prisma/client.ts";
import { forgetErased } from "./erasure.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

/** Rows of one statement: SQLite binds a bounded number of values. */
const ROWS_AT_ONCE = 2_000;
const WITHOUT_CONTENT = { contentJson: true } as const;

type SummaryRow = Omit<ImportedIncident, "contentJson">;

const toSummary = (row: SummaryRow) => ({
  id: row.id,
  incidentId: row.incidentId,
  title: row.title,
  state: row.state as IncidentState,
  severity: row.severity as IncidentSeverity,
  openedAt: fromTime(row.openedAt),
  entryCount: row.entryCount,
  fileName: row.fileName,
  importedAt: fromTime(row.importedAt),
  importedBy: { userId: row.importedById as UserId, name: row.importedByName },
});

export function createImportedStore({ database, queue }: StoreContext): ImportedStore {
  const find = (where: { readonly id: string } | { readonly digest: string }) =>
    database.importedIncident.findUnique({ where, omit: WITHOUT_CONTENT });

  return {
    add: ({ entriesJson, importedBy, importedAt, openedAt, writtenAt, ...file }) =>
      queue.runAlone(async () => {
        const rows = entriesJson.map((entryJson, index) => ({
          importId: file.id,
          seq: index + 1,
          entryJson,
        }));
        const row = {
          ...file,
          importedById: importedBy.userId,
          importedByName: importedBy.name,
          importedAt: toTime(importedAt),
          openedAt: toTime(openedAt),
          writtenAt: toTime(writtenAt),
          entryCount: rows.length,
        };
        const parts = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, part) =>
          database.importedEntry.createMany({
            data: rows.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
          }),
        );
        return {
          operations: [database.importedIncident.create({ data: row, select: { id: true } }), ...parts],
          result: toSummary(row),
        };
      }),

    byDigest: async (digest) => {
      const row = await find({ digest });
      return row === null ? undefined : toSummary(row);
    },

    count: () => database.importedIncident.count(),

    list: async () => {
      const rows = await database.importedIncident.findMany({
        orderBy: { importedAt: "desc" },
        omit: WITHOUT_CONTENT,
      });
      return rows.map(toSummary);
    },

    get: async (id) => {
      const row = await database.importedIncident.findUnique({ where: { id } });
      if (row === null) return undefined;
      const { digest, sizeBytes, notAsWritten, headHash, contentJson, writtenAt } = row;
      return {
        ...toSummary(row),
        digest,
        sizeBytes,
        writtenAt: fromTime(writtenAt),
        notAsWritten,
        headHash,
        content: JSON.parse(contentJson),
      };
    },

    entries: async (importId, { beforeSeq, limit }) => {
      const rows = await database.importedEntry.findMany({
        where: { importId, ...(beforeSeq !== undefined && { seq: { lt: beforeSeq } }) },
        orderBy: { seq: "desc" },
        take: limit,
        select: { entryJson: true },
      });
      return rows.reverse().map(({ entryJson }) => JSON.parse(entryJson) as TimelineEntry);
    },

    remove: async (id) => {
      const removed = await queue.run(async () => {
        const row = await find({ id });
        if (row === null) return { operations: [], result: undefined };
        return { operations: [database.importedIncident.delete({ where: { id } })], result: toSummary(row) };
      });
      if (removed !== undefined) await forgetErased(database);
      return removed;
    },
  };
}
