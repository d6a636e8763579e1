import type { ContainerId } from "../../domain/ids.ts";
import type { ContainerNameStore, EvidenceStore } from "../../engine/ports.ts";
import type { SettingStore } from "../../engine/ports-incidents.ts";
import { fromEvidenceRow, toEvidenceRow } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

export function createContainerNameStore({ database, queue }: StoreContext): ContainerNameStore {
  return {
    remember: (hostId, names, at) =>
      queue.run(async () => {
        const operations = names.map(({ id, name, image }) =>
          database.containerName.upsert({
            where: { hostId_containerId: { hostId, containerId: id } },
            create: { hostId, containerId: id, name, image, lastAt: toTime(at) },
            update: { name, image, lastAt: toTime(at) },
          }),
        );
        return { operations, result: undefined };
      }),

    recall: async (hostId) => {
      const rows = await database.containerName.findMany({ where: { hostId }, orderBy: { name: "asc" } });
      return rows.map((row) => ({
        id: row.containerId as ContainerId,
        name: row.name,
        image: row.image,
        lastAt: fromTime(row.lastAt),
      }));
    },
  };
}

const EVIDENCE_LIMIT = 200;

export function createEvidenceStore({ database, queue }: StoreContext): EvidenceStore {
  return {
    save: (evidence) =>
      queue.run(async () => {
        const row = toEvidenceRow(evidence);
        const saved = database.evidence.upsert({ where: { id: evidence.id }, create: row, update: row });
        return { operations: [saved], result: undefined };
      }),

    get: async (id) => {
      const row = await database.evidence.findUnique({ where: { id } });
      return row ? fromEvidenceRow(row) : undefined;
    },

    ofHostBetween: async (hostId, fromAt, toAt) => {
      const rows = await database.evidence.findMany({
        where: { hostId, capturedAt: { gte: toTime(fromAt), lte: toTime(toAt) } },
        orderBy: { capturedAt: "asc" },
        take: EVIDENCE_LIMIT,
      });
      return rows.map(fromEvidenceRow);
    },
  };
}

export function createSettingStore({ database, queue }: StoreContext): SettingStore {
  return {
    get: async (key) => (await database.setting.findUnique({ where: { key } }))?.value,
    set: (key, value, at) =>
      queue.run(async () => {
        const row = { value, changedAt: toTime(at) };
        const saved = database.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
        return { operations: [saved], result: undefined };
      }),
  };
}
