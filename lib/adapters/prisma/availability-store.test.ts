import { afterEach, beforeEach, expect, test } from "vitest";
import { HOST_ITSELF } from "../../domain/availability/hours.ts";
import type { HostId } from "../../domain/ids.ts";
import { DAY_MS, HOUR_MS } from "../../domain/time.ts";
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

let storage: Storage;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ storage, close } = await openTemporaryStorage({ now: () => NOW }));
});
afterEach(() => close());

test("what is added to an hour is added to what is there", async () => {
  const minute = { measuredMs: 60_000, wantedMs: 120_000, upMs: 90_000 };
  await storage.availability.add([row(NOW, minute), row(NOW, { ...minute, hostId: OTHER })]);
  await storage.availability.add([row(NOW, minute)]);
  await storage.availability.add([]);
  expect(await storage.availability.totals(all)).toEqual([
    { hostId: ONE, service: "shop/web", measuredMs: 120_000, wantedMs: 240_000, upMs: 180_000 },
    { hostId: OTHER, service: "shop/web", ...minute },
  ]);
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
  const before = await storage.availability.totals(all);

  const merged = await storage.availability.tidy(NOW, KEEP_MS);
  expect(merged).toBeGreaterThan(400);
  expect(await storage.availability.totals(all)).toEqual(before);
  expect(await storage.availability.losses("shop/web", all)).toEqual([
    { fromAt: bad, lengthMs: HOUR_MS, lostMs: 2 * HOUR_MS },
  ]);
  expect(await storage.availability.tidy(NOW, KEEP_MS)).toBe(0);

  expect(await storage.availability.tidy(DAY0 + 101 * DAY_MS, KEEP_MS)).toBeGreaterThan(0);
  expect(await storage.availability.totals(all)).toEqual(before);
  expect(await storage.availability.losses("shop/web", all)).toEqual([
    { fromAt: DAY0, lengthMs: DAY_MS, lostMs: 2 * HOUR_MS },
  ]);
});

test("what is older than it is kept goes", async () => {
  await storage.availability.add([row(DAY0), row(NOW)]);
  expect(await storage.availability.tidy(NOW, 10 * DAY_MS)).toBe(1);
  expect(await storage.availability.totals(all)).toMatchObject([{ measuredMs: HOUR_MS }]);
});
