import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import type { Clock } from "../../engine/ports.ts";
import type { AuditStore } from "../../engine/ports-incidents.ts";
import { sha256 } from "./incident-plan.ts";
import type { StoreContext } from "./store-context.ts";
import { fromTime, toTime } from "./values.ts";

const GENESIS = sha256("foghorn audit");
const PAGE = 500;
/** Where the end of the chain is written down as well: without it, rows cut off at the end would not be missed. */
const HEAD_KEY = "audit.head";

interface Link {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

const hashOf = (previous: string, { seq, at, actor, action, subject, detail }: Link): string =>
  sha256(canonicalJson([previous, seq, at, actor, action, subject, detail]));

export function createAuditStore({ database, queue, onRollback }: StoreContext, clock: Clock): AuditStore {
  let head: { readonly seq: number; readonly hash: string } | undefined;
  onRollback(() => {
    head = undefined;
  });

  async function readHead(): Promise<{ readonly seq: number; readonly hash: string }> {
    const row = await database.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    return row ? { seq: row.seq, hash: row.hash } : { seq: 0, hash: GENESIS };
  }

  return {
    write: ({ actor, action, subject, detail = "" }) =>
      queue.run(async () => {
        const last = head ?? (await readHead());
        const link: Link = { seq: last.seq + 1, at: clock.now(), actor, action, subject, detail };
        const hash = hashOf(last.hash, link);
        head = { seq: link.seq, hash };
        const created = database.auditEntry.create({ data: { ...link, at: toTime(link.at), hash } });
        const anchor = { value: `${link.seq} ${hash}`, changedAt: toTime(link.at) };
        const anchored = database.setting.upsert({
          where: { key: HEAD_KEY },
          create: { key: HEAD_KEY, ...anchor },
          update: anchor,
        });
        return { operations: [created, anchored], result: undefined };
      }),

    read: async ({ beforeSeq, limit }) => {
      const rows = await database.auditEntry.findMany({
        ...(beforeSeq !== undefined && { where: { seq: { lt: beforeSeq } } }),
        orderBy: { seq: "desc" },
        take: limit,
      });
      return rows.map((row) => ({ ...row, at: fromTime(row.at) }));
    },

    verify: async () => {
      let previous: { readonly seq: number; readonly hash: string } = { seq: 0, hash: GENESIS };
      for (;;) {
        const rows = await database.auditEntry.findMany({
          where: { seq: { gt: previous.seq } },
          orderBy: { seq: "asc" },
          take: PAGE,
        });
        for (const row of rows) {
          const isNext = row.seq === previous.seq + 1;
          if (!isNext || row.hash !== hashOf(previous.hash, { ...row, at: fromTime(row.at) })) {
            return { brokenAtSeq: row.seq };
          }
          previous = { seq: row.seq, hash: row.hash };
        }
        if (rows.length === PAGE) continue;
        const anchor = await database.setting.findUnique({ where: { key: HEAD_KEY } });
        const isEnd = (anchor?.value ?? `0 ${GENESIS}`) === `${previous.seq} ${previous.hash}`;
        return isEnd ? undefined : { brokenAtSeq: previous.seq + 1 };
      }
    },
  };
}
