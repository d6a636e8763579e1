import { HOST_ITSELF, sumOf } from "../../domain/availability/hours.ts";
import type { HostId } from "../../domain/ids.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import {
  type AvailabilityStore,
  type HourRow,
  MINUTES_KEPT_MS,
  type PeriodTotal,
  type ServiceTotal,
  type UptimeRange,
} from "../../engine/ports-availability.ts";
import type { StoreContext } from "./store-context.ts";
import { toTime } from "./values.ts";
import type { Operation } from "./write-queue.ts";

/** Hours of which nothing is to be told are merged after this … */
const MERGE_CALM_AFTER_MS = 2 * DAY_MS;
/** … and those in which something was down after this: a report of ninety days has its steps at the hour. */
const MERGE_ALL_AFTER_MS = 100 * DAY_MS;
/** One statement for so many rows: two hundred hosts with fifty services each are ten thousand a minute. */
const ROWS_AT_ONCE = 1_000;
// As integers: a number of JavaScript would make a quotient a fraction.
const HOUR = BigInt(HOUR_MS);
const DAY = BigInt(DAY_MS);
/** Rows merged or removed in one transaction: each holds up writers for some milliseconds only. */
const AT_ONCE = 500;
/** What was read in one piece: other readers of the process get their turn between two. */
const PIECE_MS = 5 * DAY_MS;

/** A window of an hour is read in one piece, one of three days in three. */
const WINDOW_PIECE_MS = DAY_MS;
const MINUTE = BigInt(MINUTE_MS);

type Row = Readonly<Record<string, unknown>>;
type StoredRow = Omit<HourRow, "hourAt" | "minuteAt"> & {
  readonly fromAt: EpochMs;
  readonly lengthMs: number;
};

/** The hour, and beside it the minute where something was lost. */
const storedOf = ({ hourAt, minuteAt, ...row }: HourRow): readonly StoredRow[] => [
  { ...row, fromAt: hourAt, lengthMs: HOUR_MS },
  ...(minuteAt !== undefined && row.upMs < row.wantedMs && row.service !== HOST_ITSELF
    ? [{ ...row, fromAt: minuteAt, lengthMs: MINUTE_MS }]
    : []),
];

const toTotal = (row: Row): ServiceTotal => ({
  hostId: String(row.hostId) as HostId,
  service: String(row.service),
  measuredMs: number(row, "measuredMs"),
  wantedMs: number(row, "wantedMs"),
  upMs: number(row, "upMs"),
});

const toPeriodTotal = (row: Row): PeriodTotal => ({
  ...toTotal(row),
  firstAt: number(row, "firstAt"),
  lastAt: number(row, "lastAt"),
});

/** One of each service and host. */
function summed<Total extends ServiceTotal>(
  pieces: readonly Total[],
  spanOf: (one: Total, other: Total) => Partial<Total> = () => ({}),
): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const piece of pieces) {
    const key = `${piece.hostId} ${piece.service}`;
    const known = totals.get(key);
    totals.set(
      key,
      known === undefined ? piece : { ...piece, ...sumOf(known, piece), ...spanOf(known, piece) },
    );
  }
  return [...totals.values()];
}

const number = (row: Row, name: string): number => Number(row[name]);

/** How long containers were up, by hour and later by day. The sums of a host and service are those of all its rows. */
export function createAvailabilityStore({ database, queue }: StoreContext): AvailabilityStore {
  /** Rows of a range, in pieces of some days each, oldest first. */
  async function inPieces<Answer>(
    { fromAt, hostIds }: UptimeRange,
    query: (fromAt: EpochMs, toAt: EpochMs, hosts: string | null) => PromiseLike<readonly Row[]>,
    read: (row: Row) => Answer,
    pieceMs = PIECE_MS,
  ): Promise<Answer[]> {
    const hosts = hostIds === undefined ? null : JSON.stringify(hostIds);
    const last = await database.uptime.aggregate({ _max: { fromAt: true } });
    const lastAt = Number(last._max.fromAt ?? 0);
    const answers: Answer[] = [];
    for (let at = fromAt; at <= lastAt; at += pieceMs)
      for (const row of await query(at, at + pieceMs, hosts)) answers.push(read(row));
    return answers;
  }

  function addition(rows: readonly StoredRow[]): Operation {
    const json = JSON.stringify(
      rows.map(({ hostId, service, fromAt, lengthMs, measuredMs, wantedMs, upMs }) => [
        ...[hostId, service, fromAt, lengthMs],
        ...[measuredMs, wantedMs, upMs].map(Math.round),
      ]),
    );
    return database.$executeRaw`
      INSERT INTO "Uptime" ("hostId", "service", "fromAt", "lengthMs", "measuredMs", "wantedMs", "upMs")
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
        FROM json_each(${json}) WHERE true
      ON CONFLICT DO UPDATE SET "measuredMs" = "measuredMs" + excluded."measuredMs",
        "wantedMs" = "wantedMs" + excluded."wantedMs", "upMs" = "upMs" + excluded."upMs"`;
  }

  return {
    add: (rows) =>
      queue.run(async () => {
        const operations: Operation[] = [];
        const stored = rows.flatMap(storedOf);
        for (let from = 0; from < stored.length; from += ROWS_AT_ONCE)
          operations.push(addition(stored.slice(from, from + ROWS_AT_ONCE)));
        return { operations, result: undefined };
      }),

    totals: async (range) => {
      const pieces = await inPieces(
        range,
        (fromAt, toAt, hosts) => database.$queryRaw<Row[]>`
          SELECT "hostId", "service", SUM("measuredMs") AS "measuredMs", SUM("wantedMs") AS "wantedMs",
            SUM("upMs") AS "upMs", MIN("fromAt") AS "firstAt", MAX("fromAt" + "lengthMs") AS "lastAt" FROM "Uptime"
          WHERE "lengthMs" IN (${HOUR}, ${DAY}) AND "fromAt" >= ${toTime(fromAt)} AND "fromAt" < ${toTime(toAt)} AND "service" <> ${HOST_ITSELF}
            AND (${hosts} IS NULL OR "hostId" IN (SELECT value FROM json_each(${hosts})))
          GROUP BY "hostId", "service"`,
        toPeriodTotal,
      );
      return summed(pieces, (one, other) => ({
        firstAt: Math.min(one.firstAt, other.firstAt),
        lastAt: Math.max(one.lastAt, other.lastAt),
      }));
    },

    within: async (window) => {
      const { fromAt, toAt, hostIds } = window;
      const isToTheMinute = toAt - fromAt <= MINUTES_KEPT_MS;
      const [from, to] = [toTime(fromAt), toTime(toAt)];
      // Of a row what lies in the window, as a part of what had passed of it by then.
      const pieces = await inPieces(
        { fromAt: Math.floor(fromAt / DAY_MS) * DAY_MS, ...(hostIds && { hostIds }) },
        (pieceAt, endAt, hosts) => database.$queryRaw<Row[]>`
          SELECT "hostId", "service", SUM("measuredMs" * "part") AS "measuredMs",
            SUM("wantedMs" * "part") AS "wantedMs", SUM("upMs" * "part") AS "upMs" FROM (
              SELECT *, 1.0 * (MIN("fromAt" + "lengthMs", ${to}) - MAX("fromAt", ${from}))
                / (MIN("fromAt" + "lengthMs", ${to}) - "fromAt") AS "part"
              FROM "Uptime" WHERE (
                  ("lengthMs" = ${HOUR} AND "fromAt" > ${toTime(Math.max(pieceAt - 1, fromAt - HOUR_MS))} AND "fromAt" < ${toTime(Math.min(endAt, toAt))})
                  OR ("lengthMs" = ${DAY} AND "fromAt" > ${toTime(Math.max(pieceAt - 1, fromAt - DAY_MS))} AND "fromAt" < ${toTime(Math.min(endAt, toAt))}))
                AND "service" <> ${HOST_ITSELF}
                AND (${hosts} IS NULL OR "hostId" IN (SELECT value FROM json_each(${hosts}))))
          GROUP BY "hostId", "service"`,
        toTotal,
        WINDOW_PIECE_MS,
      );
      const totals = summed(pieces);
      if (!isToTheMinute) return totals;
      const lost = await database.$queryRaw<Row[]>`
        SELECT "hostId", "service", SUM("wantedMs" - "upMs") AS "lostMs" FROM "Uptime"
        WHERE "lengthMs" = ${MINUTE} AND "fromAt" >= ${from} AND "fromAt" < ${to} GROUP BY "hostId", "service"`;
      const lostMs = new Map(
        lost.map((row) => [`${String(row.hostId)} ${String(row.service)}`, number(row, "lostMs")]),
      );
      return totals.map((total) => ({
        ...total,
        upMs: total.wantedMs - Math.min(total.wantedMs, lostMs.get(`${total.hostId} ${total.service}`) ?? 0),
      }));
    },

    losses: (service, range) =>
      inPieces(
        range,
        (fromAt, toAt, hosts) => database.$queryRaw<Row[]>`
          SELECT "fromAt", "lengthMs", SUM("wantedMs" - "upMs") AS "lostMs" FROM "Uptime"
          WHERE "lengthMs" IN (${HOUR}, ${DAY}) AND "fromAt" >= ${toTime(fromAt)} AND "fromAt" < ${toTime(toAt)} AND "service" = ${service} AND "upMs" < "wantedMs"
            AND (${hosts} IS NULL OR "hostId" IN (SELECT value FROM json_each(${hosts})))
          GROUP BY "fromAt", "lengthMs" ORDER BY "fromAt", "lengthMs"`,
        (row) => ({
          fromAt: number(row, "fromAt"),
          lengthMs: number(row, "lengthMs"),
          lostMs: number(row, "lostMs"),
        }),
      ),

    watched: (range) =>
      inPieces(
        range,
        (fromAt, toAt, hosts) => database.$queryRaw<Row[]>`
          SELECT "hostId", "fromAt" / ${DAY} AS "day", SUM("wantedMs") AS "watchedMs", SUM("measuredMs") AS "readMs"
          FROM "Uptime"
          WHERE "lengthMs" IN (${HOUR}, ${DAY}) AND "fromAt" >= ${toTime(fromAt)} AND "fromAt" < ${toTime(toAt)} AND "service" = ${HOST_ITSELF}
            AND (${hosts} IS NULL OR "hostId" IN (SELECT value FROM json_each(${hosts})))
          GROUP BY "hostId", "day" ORDER BY "day"`,
        (row) => ({
          hostId: String(row.hostId) as HostId,
          dayAt: number(row, "day") * DAY_MS,
          watchedMs: number(row, "watchedMs"),
          readMs: number(row, "readMs"),
        }),
      ),

    tidy: async (now, keepMs) => {
      const calmBefore = toTime(now - MERGE_CALM_AFTER_MS);
      const allBefore = toTime(now - MERGE_ALL_AFTER_MS);
      // Both statements choose the same rows: what the first one writes are days.
      const insert = () => database.$executeRaw`
        INSERT INTO "Uptime" ("hostId", "service", "fromAt", "lengthMs", "measuredMs", "wantedMs", "upMs")
        SELECT "hostId", "service", "fromAt" / ${DAY} * ${DAY} AS "dayAt", ${DAY},
          SUM("measuredMs"), SUM("wantedMs"), SUM("upMs") FROM (
            SELECT * FROM "Uptime" WHERE "lengthMs" = ${HOUR} AND ("fromAt" < ${allBefore}
              OR ("fromAt" < ${calmBefore} AND ("service" = ${HOST_ITSELF} OR "upMs" >= "wantedMs")))
            ORDER BY "fromAt", "hostId", "service" LIMIT ${AT_ONCE})
        WHERE true GROUP BY "hostId", "service", "dayAt"
        ON CONFLICT DO UPDATE SET "measuredMs" = "measuredMs" + excluded."measuredMs",
          "wantedMs" = "wantedMs" + excluded."wantedMs", "upMs" = "upMs" + excluded."upMs"`;
      const remove = () => database.$executeRaw`
        DELETE FROM "Uptime" WHERE rowid IN (
          SELECT rowid FROM "Uptime" WHERE "lengthMs" = ${HOUR} AND ("fromAt" < ${allBefore}
            OR ("fromAt" < ${calmBefore} AND ("service" = ${HOST_ITSELF} OR "upMs" >= "wantedMs")))
          ORDER BY "fromAt", "hostId", "service" LIMIT ${AT_ONCE})`;
      const expire = () => database.$executeRaw`
        DELETE FROM "Uptime" WHERE rowid IN (
          SELECT rowid FROM "Uptime" WHERE "lengthMs" IN (${HOUR}, ${DAY}) AND "fromAt" < ${toTime(now - keepMs)} LIMIT ${AT_ONCE})`;
      const repeat = async (operations: () => readonly Operation[]): Promise<number> => {
        let gone = 0;
        for (let count = AT_ONCE; count === AT_ONCE; gone += count) {
          count = await queue.run(async () => ({
            operations: operations(),
            resultOf: (answers: readonly unknown[]) => Number(answers.at(-1)),
          }));
        }
        return gone;
      };
      const forgetMinutes = () => database.$executeRaw`
        DELETE FROM "Uptime" WHERE rowid IN (
          SELECT rowid FROM "Uptime" WHERE "lengthMs" = ${MINUTE} AND "fromAt" < ${toTime(now - MINUTES_KEPT_MS - HOUR_MS)} LIMIT ${AT_ONCE})`;
      const expired = (await repeat(() => [expire()])) + (await repeat(() => [forgetMinutes()]));
      return expired + (await repeat(() => [insert(), remove()]));
    },
  };
}
