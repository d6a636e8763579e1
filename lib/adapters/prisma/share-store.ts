import type { IncidentId, ShareId } from "../../domain/ids.ts";
import type { OpenShare, SharedTimeline, ShareStore } from "../../engine/ports-incidents.ts";
import type { ShareModel } from "../../generated/prisma/models.ts";
import { toDiscretion, toShareView } from "./rows.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

const WITHOUT_SNAPSHOT = { snapshotJson: true } as const;
const ONLY_ID = { id: true } as const;

/** What a live share holds instead of a snapshot. */
export const NO_SNAPSHOT = "null";

export function createShareStore({ database, queue }: StoreContext): ShareStore {
  // One condition for all three: unknown, expired and revoked are the same to a reader.
  const open = (now: number) => ({ revokedAt: null, expiresAt: { gt: toTime(now) } });

  const find = async (where: { readonly tokenHash: string } | { readonly id: string }, now: number) => {
    const row = await database.share.findFirst({
      where: { ...where, ...open(now) },
      omit: WITHOUT_SNAPSHOT,
    });
    return row ? toOpenShare(row) : undefined;
  };

  return {
    ofIncident: async (incidentId) => {
      const rows = await database.share.findMany({
        where: { incidentId },
        orderBy: { createdAt: "asc" },
        omit: WITHOUT_SNAPSHOT,
      });
      return rows.map(toShareView);
    },

    byTokenHash: (tokenHash, now) => find({ tokenHash }, now),
    open: (shareId, now) => find({ id: shareId }, now),

    snapshot: async (shareId) => {
      const row = await database.share.findUnique({
        where: { id: shareId },
        select: { snapshotJson: true },
      });
      return row === null
        ? undefined
        : ((JSON.parse(row.snapshotJson) as SharedTimeline | null) ?? undefined);
    },

    countView: (shareId, now) =>
      queue.run(async () => {
        const counted = database.share.update({
          where: { id: shareId },
          data: { views: { increment: 1 }, lastUsedAt: toTime(now) },
          select: ONLY_ID,
        });
        return { operations: [counted], result: undefined };
      }),

    changeSummary: (shareId, summary, now) =>
      queue.runAlone(async () => {
        const where = { id: shareId, kind: "live", frozenAt: null, ...open(now) };
        if ((await database.share.count({ where })) === 0) return { operations: [], result: false };
        const changed = database.share.update({
          where: { id: shareId },
          data: { summary: summary ?? null },
          select: ONLY_ID,
        });
        return { operations: [changed], result: true };
      }),

    going: async (incidentId) => {
      const rows = await database.share.findMany({
        where: {
          kind: "live",
          frozenAt: null,
          revokedAt: null,
          ...(incidentId !== undefined && { incidentId }),
        },
        orderBy: { createdAt: "asc" },
        omit: WITHOUT_SNAPSHOT,
      });
      return rows.map(toOpenShare);
    },

    // Alone: an erasure in the same transaction would be seen by neither.
    freeze: ({ share, snapshot, seq }) =>
      queue.runAlone(async () => {
        const { incidentId } = share;
        const erased = await database.timelineEntry.findFirst({
          where: { incidentId, seq: { gt: seq }, kind: "entry.erased" },
          select: { seq: true },
        });
        if (erased !== null) return { operations: [], result: false };
        const frozen = database.share.update({
          where: { id: share.shareId },
          data: {
            snapshotJson: JSON.stringify(snapshot),
            ...(share.goesOn && { frozenAt: toTime(snapshot.frozenAt) }),
          },
          select: ONLY_ID,
        });
        return { operations: [frozen], result: true };
      }),
  };
}

const toOpenShare = (row: Omit<ShareModel, "snapshotJson">): OpenShare => ({
  shareId: row.id as ShareId,
  incidentId: row.incidentId as IncidentId,
  createdBy: row.createdByName,
  expiresAt: fromTime(row.expiresAt),
  discretion: toDiscretion(row),
  ...(row.summary !== null && { summary: row.summary }),
  goesOn: row.kind === "live" && row.frozenAt === null,
});
