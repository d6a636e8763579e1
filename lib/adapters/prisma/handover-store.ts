import type { UserId } from "../../domain/ids.ts";
import type { HandoverStore } from "../../engine/ports.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

export function createHandoverStore({ database, queue }: StoreContext): HandoverStore {
  return {
    save: ({ id, markdown, by, at }) =>
      queue.run(async () => {
        const saved = database.handover.create({
          data: { id, markdown, byId: by.userId, byName: by.name, at: toTime(at) },
        });
        return { operations: [saved], result: undefined };
      }),

    last: async () => {
      const row = await database.handover.findFirst({ orderBy: { at: "desc" } });
      if (row === null) return undefined;
      const { id, markdown, byId, byName, at } = row;
      return { id, markdown, by: { userId: byId as UserId, name: byName }, at: fromTime(at) };
    },
  };
}
