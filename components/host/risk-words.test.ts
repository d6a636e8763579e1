import { describe, expect, test } from "vitest";
import type { HostDetail, RiskView } from "#lib/protocol/views.ts";
import { AT, aHostDetail } from "../test-views.ts";
import { riskCount, riskSightLine } from "./risk-words.ts";

const aRisk = (mode: RiskView["mode"], count: number): RiskView => ({
  mode,
  title: mode,
  part: "ctrs",
  count,
  items: [],
});
const looked = (of: number, running: number): NonNullable<HostDetail["riskSight"]> => ({
  looked: of,
  running,
  at: AT,
  isLastKnown: false,
});
const host = (rest: Partial<HostDetail>) => aHostDetail(rest);

describe("the count of risks", () => {
  test("a host that nobody could look at has an unknown number, not none", () => {
    expect(riskCount(host({}))).toBe("unknown");
  });

  test("none is said of what was looked at, and only once all was", () => {
    expect(riskCount(host({ riskSight: looked(8, 8) }))).toBe("none found");
    expect(riskCount(host({ riskSight: looked(3, 8) }))).toBe("none found yet");
    expect(riskSightLine(host({ riskSight: looked(3, 8) }))).toBe("3 of 8 running containers looked at.");
  });

  test("what there is is counted over all kinds, also while the list cannot be read", () => {
    const risks = [aRisk("missing-limits", 240), aRisk("dangerous-mount", 1)];
    expect(riskCount(host({ risks, riskSight: looked(8, 8) }))).toBe("241 in 2 kinds");
    expect(riskCount(host({ risks: risks.slice(1) }))).toBe("1 in 1 kind");
  });

  test("without a container that runs there was nothing to look at", () => {
    expect(riskSightLine(host({ riskSight: looked(0, 0) }))).toBe("No container runs.");
  });
});
