import { expect, test } from "vitest";
import type { Imports } from "../imports.ts";
import { aContainer, aHostState, aList, HOST, T0 } from "../testing/builders.ts";
import { DAY_MS } from "../time.ts";
import { importSight } from "./import-sight.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const seen = (imports: Imports) =>
  importSight(
    aHostState([
      { hostId: HOST, at: T0, kind: "imports", imports },
      aList(T0, [aContainer(1, { imageId: digest("a") }), aContainer(2, { imageId: digest("b") })]),
    ]),
    T0,
  );
const scan = (letter: string, scannedAt: number) => ({
  file: `${letter}.json`,
  scanner: "trivy",
  scannedAt,
  image: "shop/web:1",
  digests: [digest(letter)],
  counts: { critical: 0, high: 0, medium: 0, low: 0 },
  fixable: 0,
  worst: [],
});
const build = { hostId: HOST, project: "shop/web", startedAt: T0 - 3_600_000, durationMs: 60_000 };

test("without a file there is no source, which is never none found", () => {
  expect(seen({ problems: [] }).map(({ state, text }) => `${state}: ${text}`)).toEqual([
    "no-source: no source: nothing in import/ of the data directory tells",
    "no-source: no source: nothing in import/ of the data directory tells of this host",
  ]);
});

test("builds of other hosts alone are no source for this one", () => {
  const builds = [{ ...build, hostId: "web-2" as typeof HOST }];
  expect(seen({ builds, problems: [] })[1]?.state).toBe("no-source");
});

test("how much was looked at is said, and what is too old to count", () => {
  const scans = [scan("a", T0 - DAY_MS), scan("b", T0 - 9 * DAY_MS), scan("c", T0)];
  expect(seen({ scans, builds: [build], problems: [] }).map(({ text }) => text)).toEqual([
    "a report on 2 of 2 running images, 1 of them older than a week and not counted",
    "1 build, the newest 1h 00m ago",
  ]);
});

test("a file that was not understood is named with the reason, the first five of them", () => {
  const problems = Array.from({ length: 7 }, (_, index) => ({ file: `${index}.json`, reason: "no JSON" }));
  expect(seen({ problems })[1]?.problems).toEqual([
    "0.json: no JSON",
    "1.json: no JSON",
    "2.json: no JSON",
    "3.json: no JSON",
    "4.json: no JSON",
    "2 more files not understood",
  ]);
});
