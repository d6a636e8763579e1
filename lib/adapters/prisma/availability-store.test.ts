import { afterEach, beforeEach, expect, test } from "vitest";
import { HOST_ITSELF } from "../../domain/availability/hours.ts";
import type { HostId } from "../../domain/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import type { HourRow } from "../../engine/ports-availability.ts";
import type { Storage } from "./storage.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";

const DAY0 = Date.UTC(2026, 10, 1);
const NOW = DAY0 + 20 * DAY_MS + 9 * HOUR_MS;
const KEEP_MS = 400 * DAY_MS;
const [ONE, OTHER] = ["web-1", "web-2"] as HostId[] as [HostId, HostId];

const row = (hourAt: number, about: Partial<HourRow> = {}): HourRow => ({
  hostId: ONE,
  service: "shop/web",
  hourAt,
  measuredMs: HOUR_MS,
  wantedMs: 2 * HOUR_MS,
  upMs: 2 * HOUR_MS,
  ...about,
});
const all = { fromAt: DAY0 };

/** Without the hours, which merging makes longer. */
const sumsOfAll = async () =>
  (await storage.availability.totals(all)).map(({ firstAt, lastAt, ...sums }) => sums);

let storage: Storage;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ storage, close } = await openTemporaryStorage({ now: () => NOW }));
});
afterEach(() => close());

test("what is added to an hour is added to what is there", async () => {
  const minute = { measuredMs: 60_000, wantedMs: 120_000, upMs: 90_000 };
  const hour = { firstAt: NOW, lastAt: NOW + HOUR_MS };
  await storage.availability.add([row(NOW, minute), row(NOW, { ...minute, hostId: OTHER })]);
  await storage.availability.add([row(NOW, minute)]);
  await storage.availability.add([]);
  expect(await storage.availability.totals(all)).toEqual([
    { hostId: ONE, service: "shop/web", measuredMs: 120_000, wantedMs: 240_000, upMs: 180_000, ...hour },
    { hostId: OTHER, service: "shop/web", ...minute, ...hour },
  ]);
});

test("a period's total says in which hours the service was wanted, also across pieces and merged days", async () => {
  await storage.availability.add([
    row(DAY0 + 9 * HOUR_MS),
    row(DAY0 + 12 * DAY_MS),
    row(NOW, { hostId: OTHER }),
  ]);
  const [own] = await storage.availability.totals(all);
  expect(own).toMatchObject({ firstAt: DAY0 + 9 * HOUR_MS, lastAt: DAY0 + 12 * DAY_MS + HOUR_MS });
  await storage.availability.tidy(NOW, KEEP_MS);
  const [merged] = await storage.availability.totals(all);
  expect(merged).toMatchObject({ firstAt: DAY0, lastAt: DAY0 + 13 * DAY_MS });
});

test("sums of a whole fleet are not cut off", async () => {
  const wantedMs = 1_000 * DAY_MS;
  await storage.availability.add([
    row(DAY0, { wantedMs, upMs: wantedMs - 1 }),
    row(DAY0 + 19 * DAY_MS, { wantedMs, upMs: wantedMs }),
  ]);
  expect(await storage.availability.totals(all)).toMatchObject([
    { wantedMs: 2 * wantedMs, upMs: 2 * wantedMs - 1 },
  ]);
});

test("a report reads its own period, hosts and service", async () => {
  await storage.availability.add([
    row(DAY0, { upMs: HOUR_MS }),
    row(DAY0 + DAY_MS, { hostId: OTHER, upMs: 0 }),
    row(DAY0 + DAY_MS, { service: "shop/db", upMs: HOUR_MS }),
    row(DAY0 + DAY_MS, { service: HOST_ITSELF, measuredMs: 10, wantedMs: 30, upMs: 10 }),
    row(DAY0 + DAY_MS + HOUR_MS, { service: HOST_ITSELF, measuredMs: 20, wantedMs: 20, upMs: 20 }),
  ]);
  const later = { fromAt: DAY0 + DAY_MS };
  expect((await storage.availability.totals(later)).map(({ service, hostId }) => [hostId, service])).toEqual([
    [ONE, "shop/db"],
    [OTHER, "shop/web"],
  ]);
  expect(await storage.availability.losses("shop/web", all)).toEqual([
    { fromAt: DAY0, lengthMs: HOUR_MS, lostMs: HOUR_MS },
    { fromAt: DAY0 + DAY_MS, lengthMs: HOUR_MS, lostMs: 2 * HOUR_MS },
  ]);
  expect(await storage.availability.losses("shop/web", { ...all, hostIds: [ONE] })).toHaveLength(1);
  expect(await storage.availability.totals({ ...all, hostIds: [] })).toEqual([]);
  expect(await storage.availability.watched(all)).toEqual([
    { hostId: ONE, dayAt: DAY0 + DAY_MS, watchedMs: 50, readMs: 30 },
  ]);
});

test("old hours become days without changing a sum; those with something to tell stay hours for a hundred days", async () => {
  const hours = Array.from({ length: 24 * 21 }, (_each, index) => DAY0 + index * HOUR_MS).filter(
    (at) => at <= NOW,
  );
  const bad = DAY0 + 5 * HOUR_MS;
  await storage.availability.add(hours.map((at) => row(at, at === bad ? { upMs: 0 } : {})));
  const before = await sumsOfAll();

  const merged = await storage.availability.tidy(NOW, KEEP_MS);
  expect(merged).toBeGreaterThan(400);
  expect(await sumsOfAll()).toEqual(before);
  expect(await storage.availability.losses("shop/web", all)).toEqual([
    { fromAt: bad, lengthMs: HOUR_MS, lostMs: 2 * HOUR_MS },
  ]);
  expect(await storage.availability.tidy(NOW, KEEP_MS)).toBe(0);

  expect(await storage.availability.tidy(DAY0 + 101 * DAY_MS, KEEP_MS)).toBeGreaterThan(0);
  expect(await sumsOfAll()).toEqual(before);
  expect(await storage.availability.losses("shop/web", all)).toEqual([
    { fromAt: DAY0, lengthMs: DAY_MS, lostMs: 2 * HOUR_MS },
  ]);
});

test("what is older than it is kept goes", async () => {
  await storage.availability.add([row(DAY0), row(NOW)]);
  expect(await storage.availability.tidy(NOW, 10 * DAY_MS)).toBe(1);
  expect(await storage.availability.totals(all)).toMatchObject([{ measuredMs: HOUR_MS }]);
});

test("a window takes of an hour or a day it cuts the part that lies in it", async () => {
  const at = DAY0 + 20 * DAY_MS;
  const now = at + 9.5 * HOUR_MS;
  await storage.availability.add([
    row(at + 8 * HOUR_MS, { upMs: HOUR_MS }),
    row(at + 9 * HOUR_MS, { measuredMs: HOUR_MS / 2, wantedMs: HOUR_MS, upMs: HOUR_MS }),
    row(at - 10 * DAY_MS, { upMs: 0 }),
    row(at + 9 * HOUR_MS, { service: HOST_ITSELF }),
  ]);
  const [own, ...others] = await storage.availability.within({ fromAt: now - 7 * HOUR_MS, toAt: now });
  expect(own).toMatchObject({ measuredMs: 1.5 * HOUR_MS, wantedMs: 3 * HOUR_MS, upMs: 2 * HOUR_MS });
  expect(others).toEqual([]);
  const [half] = await storage.availability.within({ fromAt: now - HOUR_MS, toAt: now });
  expect(half).toMatchObject({ measuredMs: HOUR_MS, wantedMs: 2 * HOUR_MS });
  expect(await storage.availability.within({ fromAt: now - HOUR_MS, toAt: now, hostIds: [OTHER] })).toEqual(
    [],
  );
});

test("a window takes its part of a day that hours were merged into", async () => {
  const at = DAY0 + 20 * DAY_MS;
  await storage.availability.add([row(at - 3 * DAY_MS + 12 * HOUR_MS), row(at - HOUR_MS)]);
  await storage.availability.tidy(at, KEEP_MS);
  const [own] = await storage.availability.within({ fromAt: at - 2.75 * DAY_MS, toAt: at });
  expect(own?.wantedMs).toBe(2 * HOUR_MS + 0.75 * 2 * HOUR_MS);
});

test("what was lost is known to the minute for some hours, and no total counts it twice", async () => {
  const hourAt = DAY0 + 20 * DAY_MS + 8 * HOUR_MS;
  const lost = { measuredMs: MINUTE_MS, wantedMs: 2 * MINUTE_MS, upMs: MINUTE_MS };
  const whole = { measuredMs: MINUTE_MS, wantedMs: 2 * MINUTE_MS, upMs: 2 * MINUTE_MS };
  for (let minute = 0; minute < 60; minute += 1)
    await storage.availability.add([
      row(hourAt, { ...(minute < 10 ? lost : whole), minuteAt: hourAt + minute * MINUTE_MS }),
    ]);
  const lostIn = async (fromMinute: number, toMinute: number) => {
    const [own] = await storage.availability.within({
      fromAt: hourAt + fromMinute * MINUTE_MS,
      toAt: hourAt + toMinute * MINUTE_MS,
    });
    return own === undefined ? undefined : (own.wantedMs - own.upMs) / MINUTE_MS;
  };
  expect(await lostIn(0, 60)).toBe(10);
  expect(await lostIn(5, 60)).toBe(5);
  expect(await lostIn(10, 60)).toBe(0);
  const [total] = await storage.availability.totals(all);
  expect(total).toMatchObject({ wantedMs: 2 * HOUR_MS, upMs: 2 * HOUR_MS - 10 * MINUTE_MS });
  expect(await storage.availability.losses("shop/web", all)).toHaveLength(1);

  await storage.availability.tidy(hourAt + 3 * HOUR_MS, KEEP_MS);
  expect(await lostIn(0, 60)).toBe(10);
  await storage.availability.tidy(hourAt + 20 * HOUR_MS, KEEP_MS);
  expect(await lostIn(0, 60)).toBe(0);
  expect((await storage.availability.totals(all))[0]).toMatchObject({ upMs: 2 * HOUR_MS - 10 * MINUTE_MS });
});
