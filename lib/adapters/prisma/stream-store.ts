import { createHash } from "node:crypto";
import type { HostId } from "../../domain/ids.ts";
import type { DockerEvent } from "../../domain/signal.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { StreamRow } from "../../engine/ports.ts";
import type { StreamHistory } from "../../engine/ports-incidents.ts";
import type { StreamRowModel } from "../../generated/prisma/models.ts";
import type { StoreContext } from "./store-context.ts";
import { defined, fromTime, toTime } from "./values.ts";

/** For back-filling; more than this in a quarter of an hour is read in the engine log, not on a timeline. */
const BETWEEN_LIMIT = 2_000;
/** SQLite takes 32,766 values in one statement; reading that many at once would hold up everybody. */
const KEYS_AT_ONCE = 500;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

const eventFingerprint = (event: DockerEvent): string =>
  hashOf(`${event.timeNano} ${event.type} ${event.action} ${event.actorId}`);

/** Lines of a file have no cursor, and equal ones may follow one another: those are never taken for repeated. */
function fingerprintOf(row: StreamRow): string | undefined {
  if (row.kind === "docker-event") return eventFingerprint(row.event);
  if (row.kind === "journal-line" && row.line.cursor !== "") return hashOf(`line ${row.line.cursor}`);
  return undefined;
}

/** Nanoseconds as text; the last six digits are below a millisecond. */
const nanoToMs = (timeNano: string): EpochMs => Number(timeNano.slice(0, -6));

function sourceAtOf(row: StreamRow): EpochMs {
  switch (row.kind) {
    case "docker-event":
      return nanoToMs(row.event.timeNano);
    case "journal-line":
      return row.line.sourceAt;
    case "gap":
      return row.gap.fromAt;
  }
}

function bodyOf(row: StreamRow): string {
  const { hostId: _, at: __, ...body } = row;
  return JSON.stringify(body);
}

const fromRow = (row: StreamRowModel): StreamRow & { readonly seq: number } => ({
  ...JSON.parse(row.bodyJson),
  hostId: row.hostId as HostId,
  at: fromTime(row.at),
  seq: row.seq,
});

export function createStreamStore({ database, queue, onRollback }: StoreContext): StreamHistory {
  const lastSeqs = new Map<HostId, number>();
  onRollback(() => lastSeqs.clear());

  async function readLastSeq(hostId: HostId): Promise<number> {
    const { _max } = await database.streamRow.aggregate({ where: { hostId }, _max: { seq: true } });
    return _max.seq ?? 0;
  }

  async function storedFingerprints(
    hostId: HostId,
    fingerprints: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const stored = new Set<string>();
    for (let from = 0; from < fingerprints.length; from += KEYS_AT_ONCE) {
      const rows = await database.streamRow.findMany({
        where: { hostId, fingerprint: { in: fingerprints.slice(from, from + KEYS_AT_ONCE) } },
        select: { fingerprint: true },
      });
      for (const { fingerprint } of rows) if (fingerprint !== null) stored.add(fingerprint);
    }
    return stored;
  }

  return {
    append: (hostId, rows, cursor) =>
      queue.run(async () => {
        const marked = rows.map((row) => ({ row, fingerprint: fingerprintOf(row) }));
        const seen = new Set(
          await storedFingerprints(
            hostId,
            marked.map(({ fingerprint }) => fingerprint).filter((text) => text !== undefined),
          ),
        );
        let seq = lastSeqs.get(hostId) ?? (await readLastSeq(hostId));
        const stored: (StreamRow & { readonly seq: number })[] = [];
        const data = [];
        for (const { row, fingerprint } of marked) {
          if (fingerprint !== undefined) {
            if (seen.has(fingerprint)) continue;
            seen.add(fingerprint);
          }
          seq += 1;
          stored.push({ ...row, seq });
          data.push({
            hostId,
            seq,
            at: toTime(row.at),
            sourceAt: toTime(sourceAtOf(row)),
            kind: row.kind,
            fingerprint: fingerprint ?? null,
            bodyJson: bodyOf(row),
          });
        }
        const position = {
          epoch: cursor.epoch,
          seq: BigInt(cursor.seq),
          journalCursor: cursor.journalCursor ?? null,
          updatedAt: toTime(rows.at(-1)?.at ?? 0),
        };
        const moved = database.sourceCursor.upsert({
          where: { hostId },
          create: { hostId, ...position },
          update: position,
        });
        lastSeqs.set(hostId, seq);
        const created = data.length > 0 ? [database.streamRow.createMany({ data })] : [];
        return { operations: [...created, moved], result: stored };
      }),

    cursor: async (hostId) => {
      const row = await database.sourceCursor.findUnique({ where: { hostId } });
      if (!row) return undefined;
      return {
        epoch: row.epoch,
        seq: Number(row.seq),
        ...defined({ journalCursor: row.journalCursor }),
      };
    },

    known: async (hostId, events) => {
      const fingerprints = events.map(eventFingerprint);
      const stored = await storedFingerprints(hostId, fingerprints);
      return fingerprints.map((fingerprint) => stored.has(fingerprint));
    },

    read: async (hostId, { afterSeq, kinds, limit }) => {
      const where = { hostId, kind: { in: [...kinds] } };
      if (afterSeq !== undefined) {
        const rows = await database.streamRow.findMany({
          where: { ...where, seq: { gt: afterSeq } },
          orderBy: { seq: "asc" },
          take: limit,
        });
        return rows.map(fromRow);
      }
      const rows = await database.streamRow.findMany({ where, orderBy: { seq: "desc" }, take: limit });
      return rows.reverse().map(fromRow);
    },

    between: async (hostId, fromAt, toAt) => {
      const rows = await database.streamRow.findMany({
        where: { hostId, sourceAt: { gte: toTime(fromAt), lte: toTime(toAt) } },
        orderBy: [{ sourceAt: "desc" }, { seq: "desc" }],
        take: BETWEEN_LIMIT,
      });
      return rows.reverse().map(fromRow);
    },

    lastSeq: readLastSeq,
  };
}
