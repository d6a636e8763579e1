import type { HostId } from "../../domain/ids.ts";
import type { SymptomChange, SymptomChangeKind } from "../../domain/symptom.ts";
import type { SymptomHistory } from "../../engine/ports-incidents.ts";
import type { SymptomChangeModel } from "../../generated/prisma/models.ts";
import { fromSymptomJson, toSymptomRow } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

/** New evidence alone changes the symptom, not its history: a row per reading would fill the disk. */
const isHistory = (change: SymptomChange): boolean => change.kind !== "updated";

const fromChangeRow = (row: SymptomChangeModel): SymptomChange => ({
  kind: row.kind as SymptomChangeKind,
  at: fromTime(row.at),
  symptom: fromSymptomJson(row.symptomJson),
});

const CHANGES_LIMIT = 2_000;

export function createSymptomStore({ database, queue }: StoreContext): SymptomHistory {
  return {
    save: (changes) =>
      queue.run(async () => {
        const symptoms = changes.map(({ symptom, at }) => {
          const row = toSymptomRow(symptom, at);
          return database.symptom.upsert({
            where: { id: symptom.id },
            create: { id: symptom.id, ...row },
            update: row,
          });
        });
        const data = changes.filter(isHistory).map(({ kind, at, symptom }) => ({
          symptomId: symptom.id,
          hostId: symptom.hostId,
          kind,
          at: toTime(at),
          symptomJson: JSON.stringify(symptom),
        }));
        const history = data.length > 0 ? [database.symptomChange.createMany({ data })] : [];
        return { operations: [...symptoms, ...history], result: undefined };
      }),

    open: async () => {
      const rows = await database.symptom.findMany({
        where: { state: { not: "cleared" } },
        orderBy: { seenAt: "asc" },
      });
      return rows.map((row) => fromSymptomJson(row.symptomJson));
    },

    changesBetween: async (hostId, fromAt, toAt) => {
      const rows = await database.symptomChange.findMany({
        where: { hostId, at: { gte: toTime(fromAt), lte: toTime(toAt) } },
        orderBy: { id: "desc" },
        take: CHANGES_LIMIT,
      });
      return rows.reverse().map(fromChangeRow);
    },

    byIds: async (ids) => {
      const rows = await database.symptom.findMany({ where: { id: { in: [...ids] } } });
      const byId = new Map(rows.map((row) => [row.id, fromSymptomJson(row.symptomJson)]));
      return ids.map((id) => byId.get(id)).filter((symptom) => symptom !== undefined);
    },

    changesAfter: async (hostId, afterId, limit) => {
      const rows = await database.symptomChange.findMany({
        where: { hostId, id: { gt: afterId } },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map((row) => ({ id: row.id, change: fromChangeRow(row) }));
    },

    lastChangeId: async (hostId: HostId) => {
      const { _max } = await database.symptomChange.aggregate({ where: { hostId }, _max: { id: true } });
      return _max.id ?? 0;
    },
  };
}
