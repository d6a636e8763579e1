import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import { MINUTE_MS } from "../time.ts";
import { burnRates, NO_WINDOWS, RATE_WINDOWS, type RateWindow, type WindowTotals } from "./burn-rate.ts";

const WEB = { service: "shop/web", target: 0.999 };
const of = (window: RateWindow, lostMinutes: number, measuredMs: number = RATE_WINDOWS[window]) => [
  {
    hostId: "web-1" as HostId,
    service: "shop/web",
    measuredMs,
    wantedMs: measuredMs,
    upMs: measuredMs - lostMinutes * MINUTE_MS,
  },
];
const calm: WindowTotals = {
  fiveMinutes: of("fiveMinutes", 0),
  halfHour: of("halfHour", 0),
  hour: of("hour", 0),
  sixHours: of("sixHours", 0),
  threeDays: of("threeDays", 0),
};
const rates = (totals: WindowTotals) => burnRates(totals, [WEB]).get("shop/web");

describe("burn rates", () => {
  test("are what was lost of what was wanted, over what the target allows", () => {
    expect(rates({ ...calm, hour: of("hour", 3) })?.hour).toBeCloseTo(50, 6);
    expect(rates(calm)).toEqual({ hour: 0, sixHours: 0, threeDays: 0 });
  });

  test("all containers of a service count, on whatever host", () => {
    const other = of("hour", 0).map((total) => ({ ...total, hostId: "web-2" as HostId }));
    expect(rates({ ...calm, hour: [...of("hour", 3), ...other] })?.hour).toBeCloseTo(25, 6);
  });

  test("of a window less than half of which was measured nothing is told", () => {
    expect(rates({ ...calm, hour: of("hour", 3, 29 * MINUTE_MS) })).toEqual({ sixHours: 0, threeDays: 0 });
    expect(rates({ ...calm, hour: of("hour", 3, 30 * MINUTE_MS) })?.hour).toBeCloseTo(100, 6);
    expect(rates(NO_WINDOWS)).toEqual({});
  });

  test.each([
    { name: "much in the last hour that goes on", hour: 2, fiveMinutes: 1, burns: "hour" },
    { name: "much in the last hour that is over", hour: 2, fiveMinutes: 0, burns: undefined },
    { name: "a little in the last hour", hour: 0.5, fiveMinutes: 0.4, burns: undefined },
  ])("$name burns over $burns", ({ hour, fiveMinutes, burns }) =>
    expect(
      rates({ ...calm, hour: of("hour", hour), fiveMinutes: of("fiveMinutes", fiveMinutes) })?.burningOver,
    ).toBe(burns),
  );

  test("six hours and three days burn at lower rates, and while they go on", () => {
    const sixHours = of("sixHours", 3);
    expect(rates({ ...calm, sixHours, halfHour: of("halfHour", 1) })?.burningOver).toBe("sixHours");
    expect(rates({ ...calm, sixHours, threeDays: of("threeDays", 10) })?.burningOver).toBe("threeDays");
    expect(rates({ ...calm, threeDays: of("threeDays", 10) })?.burningOver).toBeUndefined();
  });
});
