import { describe, expect, test } from "vitest";
import { aHostState, aPing, HOST, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { KNOWN_FLAWS } from "./known-flaws.ts";
import { engineKnownCve } from "./mode.ts";
import { isFixed } from "./versions.ts";

const version = (engineVersion: string, rest: { containerdVersion?: string; runcVersion?: string } = {}) =>
  aHostState([
    aPing(T0),
    {
      hostId: HOST,
      at: T0,
      kind: "version",
      outcome: { ok: true, durationMs: 2, reading: { engineVersion, apiVersion: "1.45", ...rest } },
    },
  ]);
const flaws = (...about: Parameters<typeof version>) =>
  (judged(engineKnownCve, version(...about), T0 + 500)[0]?.facts.flaws ?? "")
    .split(" ")
    .filter((id) => id !== "");

describe("flaws by version", () => {
  test.each([
    ["20.10.17", "CVE-2022-36109", true],
    ["20.10.18", "CVE-2022-36109", false],
    ["25.0.5", "CVE-2024-41110", true],
    ["25.0.6", "CVE-2024-41110", false],
    ["26.0.2", "CVE-2024-41110", true],
    ["26.1.5+dfsg1", "CVE-2024-41110", false],
    ["18.09.9", "CVE-2024-41110", false],
    ["28.1.1", "CVE-2025-54388", false],
    ["28.3.2", "CVE-2025-54388", true],
    ["28.3.3", "CVE-2025-54388", false],
    ["29.3.0", "CVE-2026-34040", true],
    ["29.3.1", "CVE-2026-34040", false],
    ["25.0.12", "CVE-2025-54410", true],
    ["28.0.0", "CVE-2025-54410", false],
    ["24.0.8", "CVE-2024-23651", true],
    ["24.0.9", "CVE-2024-24557", false],
    ["20.10.17", "moby#43737", true],
    ["20.10.18", "moby#43737", false],
    ["23.0.0", "moby#43737", false],
    ["24.0.2", "moby#45770", true],
    ["23.0.6", "moby#45770", false],
  ])("dockerd %s, %s: %s", (engine, id, expected) => {
    expect(flaws(engine).includes(id)).toBe(expected);
  });

  test.each([
    ["1.1.11", true],
    ["1.1.12", false],
    ["1.0.0-rc92", false],
    ["1.0.0-rc93", true],
  ])("runc %s leaks a descriptor: %s", (runcVersion, expected) => {
    expect(flaws("29.3.1", { runcVersion }).includes("CVE-2024-21626")).toBe(expected);
  });

  test("containerd before 1.4.3", () => {
    expect(flaws("29.3.1", { containerdVersion: "v1.4.2" })).toEqual(["CVE-2020-15257"]);
    expect(flaws("29.3.1", { containerdVersion: "1.3.9" })).toEqual([]);
  });

  test("containerd of the 1.7 branch before 1.7.17 has the bug of its calls", () => {
    expect(flaws("29.3.1", { containerdVersion: "v1.7.16" })).toEqual(["ttrpc#168"]);
    expect(flaws("29.3.1", { containerdVersion: "v1.7.17" })).toEqual([]);
    expect(flaws("29.3.1", { containerdVersion: "v1.6.33" })).toEqual([]);
  });

  test("holes and bugs are told apart", () => {
    expect(judged(engineKnownCve, version("24.0.2"), T0 + 500)[0]?.summary).toMatch(
      /has \d+ known holes: CVE-.+, and 1 known bug: moby#45770\./,
    );
  });

  test("is a risk, and says that a distribution may have mended it", () => {
    expect(judged(engineKnownCve, version("20.10.24+dfsg1"), T0 + 500)[0]).toMatchObject({
      severity: "notice",
      summary: expect.stringContaining("distribution"),
    });
  });

  test("the newest engine has none", () => {
    expect(
      failing(engineKnownCve, version("29.3.1", { runcVersion: "1.3.3", containerdVersion: "2.1.0" }), T0),
    ).toEqual([]);
  });

  test.each(KNOWN_FLAWS.map((flaw) => [flaw.id, flaw] as const))(
    "%s names its source, when that was made public, and what fixed it",
    (id, flaw) => {
      expect(flaw.source).toMatch(/^https:\/\//);
      expect(flaw.published).toMatch(/^20\d\d-(?:0[1-9]|1[0-2])$/);
      // A number is given in the year of the finding or the one before it is told.
      if (flaw.kind === "hole")
        expect(Number(flaw.published.slice(0, 4)) - Number(id.slice(4, 8))).toBeOneOf([0, 1]);
      for (const fix of flaw.fixedIn) expect(isFixed(fix, flaw.fixedIn)).toBe(true);
    },
  );
});
