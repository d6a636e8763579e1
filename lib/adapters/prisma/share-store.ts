import type { ShareId } from "../../domain/ids.ts";
import type { SharedTimeline, ShareStore } from "../../engine/ports-incidents.ts";
import { toShareView } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

const WITHOUT_SNAPSHOT = { snapshotJson: true } as const;

export function createShareStore({ database, queue }: StoreContext): ShareStore {
  // One condition for all three: unknown, expired and revoked are the same to a reader.
  const open = (now: number) => ({ revokedAt: null, expiresAt: { gt: toTime(now) } });

  return {
    ofIncident: async (incidentId) => {
      const rows = await database.share.findMany({
        where: { incidentId },
        orderBy: { createdAt: "asc" },
        omit: WITHOUT_SNAPSHOT,
      });
      return rows.map(toShareView);
    },

    byTokenHash: async (tokenHash, now) => {
      const row = await database.share.findFirst({
        where: { tokenHash, ...open(now) },
        select: { id: true, expiresAt: true },
      });
      return row ? { shareId: row.id as ShareId, expiresAt: fromTime(row.expiresAt) } : undefined;
    },

    view: (shareId, now) =>
      queue.run(async () => {
        const row = await database.share.findFirst({ where: { id: shareId, ...open(now) } });
        if (!row) return { operations: [], result: undefined };
        const counted = database.share.update({
          where: { id: shareId },
          data: { views: { increment: 1 }, lastUsedAt: toTime(now) },
          select: { id: true },
        });
        return { operations: [counted], result: JSON.parse(row.snapshotJson) as SharedTimeline };
      }),
  };
}
