import { describe, expect, test } from "vitest";
import type { Hole, ScanReading } from "../../imports.ts";
import type { ContainerReading } from "../../readings.ts";
import type { Signal } from "../../signal.ts";
import { aContainer, aHostState, aList, HOST, T0 } from "../../testing/builders.ts";
import { failing, judged } from "../../testing/detecting.ts";
import { DAY_MS } from "../../time.ts";
import { imageVulnerable } from "./mode.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const LOG4SHELL: Hole = {
  id: "CVE-2021-44228",
  package: "log4j-core",
  severity: "critical",
  fixedIn: "2.17.1",
  isExploited: true,
};
const scan = (about: Partial<ScanReading> = {}): ScanReading => ({
  file: "shop.json",
  scanner: "grype 0.86.1",
  scannedAt: T0 - DAY_MS,
  image: "shop/web:1",
  digests: [DIGEST],
  counts: { critical: 1, high: 2, medium: 9, low: 40 },
  fixable: 2,
  worst: [LOG4SHELL],
  ...about,
});
const imports = (at: number, ...scans: readonly ScanReading[]): Signal => ({
  hostId: HOST,
  at,
  kind: "imports",
  imports: { ...(scans.length > 0 && { scans }), problems: [] },
});
const web = (about: Partial<ContainerReading> = {}) =>
  aContainer(1, { imageId: DIGEST, image: "shop/web:1", ...about });
const host = (scans: readonly ScanReading[], ...containers: readonly ContainerReading[]) =>
  aHostState([imports(T0, ...scans), aList(T0, containers)]);

describe("an image that runs", () => {
  test("with critical and high holes is a risk, with who runs it and what closes them", () => {
    const [found] = judged(imageVulnerable, host([scan()], web()), T0);
    expect(found).toMatchObject({ subject: "shop/web:1", severity: "notice", part: "images" });
    expect(found?.summary).toBe(
      "grype 0.86.1 found 1 critical hole, 2 high holes, 9 medium, 40 low in shop/web:1, which app-1 runs. 2 of the critical and high ones are closed by newer packages. A scanner counts what is installed, not what is used.",
    );
    expect(found?.evidence[0]?.text).toContain("known to be used in attacks; fixed in 2.17.1 (shop.json)");
  });

  test.each([
    ["medium ones alone", [scan({ counts: { critical: 0, high: 0, medium: 9, low: 40 } })], [web()]],
    ["another image of the same name", [scan()], [web({ imageId: `sha256:${"b".repeat(64)}` })]],
    ["it does not run", [scan()], [web({ state: "exited" })]],
    ["the report is older than a week", [scan({ scannedAt: T0 - 8 * DAY_MS })], [web()]],
    ["the scanner's own knowledge is older than a week", [scan({ databaseAt: T0 - 8 * DAY_MS })], [web()]],
    [
      "a newer report found none",
      [scan(), scan({ scannedAt: T0, counts: { critical: 0, high: 0, medium: 0, low: 0 } })],
      [web()],
    ],
    ["nobody reports", [], [web()]],
  ])("is none: %s", (_name, scans, containers) => {
    expect(failing(imageVulnerable, host(scans, ...containers), T0)).toEqual([]);
  });
});

describe("a page", () => {
  const exposed = web({
    isProduction: true,
    ports: [{ ip: "0.0.0.0", hostPort: 443, containerPort: 8443, protocol: "tcp" }],
  });
  const severityOf = (reading: ScanReading, container: ContainerReading) =>
    judged(imageVulnerable, host([reading], container), T0)[0]?.severity;

  test("is a critical hole used in attacks, in production, on a port that can be reached", () => {
    expect(severityOf(scan(), exposed)).toBe("page");
  });

  test.each([
    ["not used in attacks", scan({ worst: [{ id: "CVE-1", package: "x", severity: "critical" }] }), exposed],
    ["not production", scan(), web({ ports: exposed.ports })],
    ["no port", scan(), web({ isProduction: true })],
    [
      "a port of the host alone",
      scan(),
      web({
        isProduction: true,
        ports: [{ ip: "127.0.0.1", hostPort: 443, containerPort: 8443, protocol: "tcp" }],
      }),
    ],
  ])("is none: %s", (_name, reading, container) => {
    expect(severityOf(reading, container)).toBe("notice");
  });
});

test("it is said once, not each second, and unknown when its report grows old or is taken away", () => {
  const before = host([scan()], web());
  const [found] = judged(imageVulnerable, before, T0);
  const open = [{ ...found, mode: "image-vulnerable", state: "raised", isUnknown: false }] as never;
  const verdicts = (state: typeof before, at = T0) =>
    imageVulnerable.judge(state, at, open).map(({ verdict }) => verdict);
  expect(verdicts(before)).toEqual([]);
  expect(verdicts(host([scan({ scannedAt: T0 - 8 * DAY_MS })], web()))).toEqual(["unknown"]);
  expect(verdicts(host([], web()))).toEqual(["unknown"]);
  expect(verdicts(host([], aContainer(2)))).toEqual(["gone"]);
});
