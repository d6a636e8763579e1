import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseFact } from "../../parse/parse-fact.ts";
import { aFact, aHostState, aLine, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { someLayers, someSuspects } from "../../testing/storage-builders.ts";
import { overlay2Corruption } from "./mode.ts";

const audit = (at: number, engine: string, variant = "") =>
  aFact(
    at,
    parseFact(
      "layers",
      readFileSync(
        new URL(`../../parse/fixtures/layers.docker-${engine}${variant}.txt`, import.meta.url),
        "utf8",
      ),
      at,
    ),
  );
const REFUSED =
  'time="2026-11-21T14:57:39.740777180Z" level=error msg="Handler for POST /v1.41/containers/create returned error: error creating overlay mount to /var/lib/docker/overlay2/17d89e784dc481232bbc43a6de7b74b3a268cbf98d8bbd11fa6cc329059e5a16-init/merged: no such file or directory"';

describe.each(["20.10.24", "26.1.5"])("on the layers of Docker %s", (engine) => {
  test("whole", () => {
    expect(failing(overlay2Corruption, aHostState([audit(T0, engine)]), T0 + 1_000)).toEqual([]);
  });

  test("one without its files", () => {
    const [judgement] = judged(overlay2Corruption, aHostState([audit(T0, engine, "-torn")]), T0 + 1_000);
    expect(judgement).toMatchObject({
      severity: "page",
      variant: "audit",
      evidence: [{ reading: "1 of 14 layers damaged" }],
      facts: { layer: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(judgement?.summary).toContain("has lost its files");
  });
});

describe("the log", () => {
  test("a refused mount is a page at once", () => {
    const told = play([...quiet, aLine(T0 + 5_000, "dockerd", REFUSED)], T0 + 60_000, {
      modes: [overlay2Corruption],
    });
    expect(told.told()).toEqual(["seen 5000", "raised 5000"]);
  });

  test.each([
    'level=error msg="error unmounting /var/lib/docker/overlay2/x-init/merged: invalid argument" storage-driver=overlay2',
    'level=error msg="error creating overlay mount to /var/lib/docker/overlay2/x/merged: no space left on device"',
  ])("is no damage: %s", (line) => {
    expect(failing(overlay2Corruption, aHostState([aLine(T0, "dockerd", line)]), T0 + 1_000)).toEqual([]);
  });
});

describe("its life", () => {
  const modes = [overlay2Corruption];

  test("an audit alone counts once it stands for half a minute, and a whole one ends it", () => {
    const bad = (at: number) => someLayers(at, { wrong: [{ fault: "no-link", layer: "x" }] });
    const signals = [...quiet, ...every(60_000, T0 + 10_000, T0 + 130_000, bad), someLayers(T0 + 190_000)];
    expect(play(signals, T0 + 260_000, { modes }).told()).toEqual([
      "seen 10000",
      "raised 40000",
      "recovering 190000",
      "cleared 250000",
    ]);
  });

  test("an audit from before the refusal does not end it, one from after does", () => {
    const signals = [
      ...quiet,
      someLayers(T0 + 1_000),
      aLine(T0 + 5_000, "dockerd", REFUSED),
      someLayers(T0 + 30_000),
    ];
    expect(play(signals, T0 + 40_000, { modes }).told()).toEqual([
      "seen 5000",
      "raised 5000",
      "recovering 30000",
    ]);
  });
});

describe("layers that were found damaged are looked at by themselves", () => {
  const modes = [overlay2Corruption];
  const x = { layer: "x", fault: "no-diff" } as const;
  const found = [
    ...quiet,
    aLine(T0 + 5_000, "dockerd", REFUSED),
    someLayers(T0 + 9_000, { wrong: [x] }),
    someSuspects(T0 + 13_000, { layers: [x] }),
  ];
  const whole = someSuspects(T0 + 17_000, { layers: [{ layer: "x" }] });

  test("whole again, it passes without another look through all of them, which then ends it", () => {
    const story = play([...found, whole, someLayers(T0 + 70_000)], T0 + 140_000, { modes });
    expect(story.told()).toEqual(["seen 5000", "raised 5000", "recovering 17000", "cleared 77000"]);
  });

  test("a look through all that finds another one begins it anew", () => {
    const other = someLayers(T0 + 70_000, { wrong: [{ layer: "y", fault: "missing" }] });
    expect(play([...found, whole, other], T0 + 140_000, { modes }).told()).toContain("relapsed 70000");
  });

  test.each([
    ["one of two", someLayers(T0 + 9_000, { wrong: [x, { layer: "y", fault: "missing" }] })],
    ["one that was refused since", aLine(T0 + 18_000, "dockerd", REFUSED)],
  ])("it does not pass by %s", (_name, signal) => {
    const signals = [...found, signal, whole].toSorted((a, b) => a.at - b.at);
    expect(failing(overlay2Corruption, aHostState(signals), T0 + 19_000)).toHaveLength(1);
  });
});

test("the kernel's word alone is nobody's: machines that share a kernel share its log", () => {
  const host = aHostState([
    ...quiet,
    aLine(T0, "kernel", "overlayfs: failed to resolve '/var/lib/docker/overlay2/l/5ZQ': -2"),
  ]);
  expect(failing(overlay2Corruption, host, T0 + 500)).toEqual([]);
});
