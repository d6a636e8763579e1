import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { HostId } from "../domain/ids.ts";
import { aPerson, aSymptom, T0 } from "../domain/incidents/testing/builders.ts";
import type { Mute } from "../domain/mute.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { createMutes } from "./mutes.ts";

const WEB = "web-1" as HostId;
const by = aPerson("Ada");
const LOOP = aSymptom({ mode: "container-restart-loop", subject: "api" });

const stored = new Map<string, Mute>();
const store = {
  save: async (mute: Mute) => void stored.set(mute.id, mute),
  active: async (now: number) =>
    [...stored.values()].filter(({ endsAt, endedAt }) => endsAt > now && endedAt === undefined),
};
let changes = 0;
let count = 0;
const start = () =>
  createMutes({
    clock: { now: Date.now },
    store,
    newId: () => {
      count += 1;
      return `m${count}`;
    },
    isHost: (hostId) => hostId === WEB,
    onChanged: () => {
      changes += 1;
    },
  });

beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
  stored.clear();
  changes = 0;
  count = 0;
});
afterEach(() => vi.useRealTimers());

const planned = { hostId: WEB, forMs: 30 * MINUTE_MS, reason: " planned restart ", by };

describe("mutes", () => {
  test("planned work is muted while nothing is lit, and holds what comes then", async () => {
    const mutes = await start();
    const mute = await mutes.create(planned);
    expect(mute).toMatchObject({
      reason: "planned restart",
      by: { name: "Ada" },
      endsAt: T0 + 30 * MINUTE_MS,
    });
    expect(mutes.of(LOOP)?.id).toBe(mute.id);
    expect(mutes.of(aSymptom({ hostId: "db-1" }))).toBeUndefined();
    expect(changes).toBe(1);
  });

  test("one ends by itself at its end, and the screen hears of it then", async () => {
    const mutes = await start();
    await mutes.create(planned);
    await vi.advanceTimersByTimeAsync(30 * MINUTE_MS - 1);
    expect([mutes.active().length, changes]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([mutes.active().length, changes]).toEqual([0, 2]);
    expect(mutes.of(LOOP)).toBeUndefined();
  });

  test("one of seven days ends after seven days, whatever a timer can wait for", async () => {
    const mutes = await start();
    await mutes.create({ ...planned, forMs: 7 * DAY_MS });
    await vi.advanceTimersByTimeAsync(7 * DAY_MS - 1);
    expect(mutes.active()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect([mutes.active().length, changes]).toEqual([0, 2]);
  });

  test("one is ended by hand, by whom is kept, and it is over once only", async () => {
    const mutes = await start();
    const { id } = await mutes.create(planned);
    const ended = await mutes.end({ muteId: id, by: aPerson("Bo") });
    expect(ended).toMatchObject({ endedAt: T0, endedBy: { name: "Bo" } });
    expect(mutes.of(LOOP)).toBeUndefined();
    await expect(mutes.end({ muteId: id, by })).rejects.toMatchObject({ code: "not-found" });
  });

  test("a restart of Foghorn goes on with those that hold, and ends them on time", async () => {
    (await start()).stop();
    const before = await start();
    await before.create(planned);
    before.stop();
    const after = await start();
    expect(after.of(LOOP)?.by.name).toBe("Ada");
    await vi.advanceTimersByTimeAsync(30 * MINUTE_MS);
    expect(after.of(LOOP)).toBeUndefined();
    expect((await start()).active()).toEqual([]);
  });

  test.each([
    ["names nothing", { forMs: HOUR_MS, reason: "x", by }, "invalid-input"],
    [
      "names only the host itself as a subject",
      { subject: "", forMs: HOUR_MS, reason: "x", by },
      "invalid-input",
    ],
    ["has no reason", { ...planned, reason: "  " }, "invalid-input"],
    ["lasts longer than seven days", { ...planned, forMs: 7 * DAY_MS + 1 }, "invalid-input"],
    ["has no end", { ...planned, forMs: Number.NaN }, "invalid-input"],
    ["names a host that nobody watches", { ...planned, hostId: "no-1" as HostId }, "not-found"],
  ])("one that %s is refused, and nothing is stored", async (_, input, code) => {
    const mutes = await start();
    await expect(mutes.create(input)).rejects.toMatchObject({ code });
    expect([stored.size, changes]).toEqual([0, 0]);
  });
});
