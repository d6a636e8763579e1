import type { HostId, UserId } from "../../domain/ids.ts";
import type { Mute } from "../../domain/mute.ts";
import type { ModeId } from "../../domain/symptom.ts";
import type { MuteStore } from "../../engine/ports.ts";
import type { MuteModel } from "../../generated/prisma/models.ts";
import type { StoreContext } from "./store-context.ts";
import { defined, fromOptionalTime, fromTime, toOptionalTime, toTime } from "./values.ts";

const toRow = (mute: Mute) => ({
  hostId: mute.hostId ?? null,
  mode: mute.mode ?? null,
  subject: mute.subject ?? null,
  reason: mute.reason,
  byId: mute.by.userId,
  byName: mute.by.name,
  createdAt: toTime(mute.createdAt),
  endsAt: toTime(mute.endsAt),
  endedAt: toOptionalTime(mute.endedAt),
  endedById: mute.endedBy?.userId ?? null,
  endedByName: mute.endedBy?.name ?? null,
});

const fromRow = (row: MuteModel): Mute => ({
  id: row.id,
  reason: row.reason,
  by: { userId: row.byId as UserId, name: row.byName },
  createdAt: fromTime(row.createdAt),
  endsAt: fromTime(row.endsAt),
  ...defined({
    hostId: row.hostId as HostId | null,
    mode: row.mode as ModeId | null,
    subject: row.subject,
    endedAt: fromOptionalTime(row.endedAt),
    endedBy:
      row.endedById === null ? undefined : { userId: row.endedById as UserId, name: row.endedByName ?? "" },
  }),
});

export function createMuteStore({ database, queue }: StoreContext): MuteStore {
  return {
    save: (mute) =>
      queue.run(async () => {
        const row = toRow(mute);
        const saved = database.mute.upsert({
          where: { id: mute.id },
          create: { id: mute.id, ...row },
          update: row,
        });
        return { operations: [saved], result: undefined };
      }),

    active: async (now) => {
      const rows = await database.mute.findMany({
        where: { endsAt: { gt: toTime(now) }, endedAt: null },
        orderBy: { endsAt: "asc" },
      });
      return rows.map(fromRow);
    },
  };
}
