import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import type { TransferReading } from "../../storage-facts.ts";
import { aContainer, aFact, aHostState, aLine, aList, anInfo, T0 } from "../../testing/builders.ts";
import { captured } from "../../testing/captured.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { asked } from "../../testing/pasted.ts";
import type { EpochMs } from "../../time.ts";
import { pullDeadlock } from "./mode.ts";

const pulls = (at: EpochMs, transfers: readonly TransferReading[]): Signal =>
  aFact(at, { name: "pulls", transfers });
const blob = (name: string, bytes: number, position = bytes): TransferReading => ({
  holder: "dockerd",
  name,
  bytes,
  position,
});
const over = (ms: number, make: (ms: number) => readonly TransferReading[]) =>
  every(15_000, T0, T0 + ms + 1, (at) => pulls(at, make(at - T0)));
const found = (signals: readonly Signal[], atMs: number) =>
  failing(pullDeadlock, aHostState([anInfo(T0), ...signals]), T0 + atMs);

describe.each(["20.10.24", "26.1.5"])("a layer that dockerd %s received a part of", (engine) => {
  test("and that stands still for two minutes is a pull without progress", () => {
    const still = every(15_000, T0, T0 + 300_000, (at) => captured("pulls", at, engine, "-stalled"));
    const over = every(15_000, T0 + 300_000, T0 + 420_000, (at) => captured("pulls", at, engine));
    const story = play([...still, ...over], T0 + 400_000, { modes: [pullDeadlock] });
    expect(story.told()).toEqual(["seen 120000", "raised 150000", "recovering 300000", "cleared 360000"]);
    expect(story.changes[0]?.symptom).toMatchObject({
      subject: "dockerd",
      part: "images",
      severity: "ticket",
      sinceAt: T0,
      facts: { unit: "docker.service" },
    });
  });
});

describe("pulls that only take long", () => {
  test.each([
    ["a slow line", (ms: number) => [blob("GetImageBlob1", 1_000 + ms)]],
    ["a layer that is unpacked", (ms: number) => [blob("GetImageBlob1", 90_000_000, 10_000 + ms)]],
    [
      "layers that wait while another is unpacked",
      (ms: number) => [
        blob("GetImageBlob1", 90_000_000, 10_000 + ms),
        blob("GetImageBlob2", 5_000_000, 0),
        blob("GetImageBlob3", 4_000_000, 0),
      ],
    ],
    ["one pull after the other", (ms: number) => [blob(`GetImageBlob${Math.floor(ms / 60_000)}`, 77)]],
  ])("%s", (_name, make) => {
    expect(found(over(600_000, make), 600_000)).toEqual([]);
  });

  test("a disk that everybody waits for is no proof", () => {
    const busy = captured("pressure", T0 + 300_000, "26.1.5", "", (text) =>
      text.replace(/(pressure\/io:some avg10=)[0-9.]+/, "$172.10"),
    );
    expect(found([...over(300_000, () => [blob("GetImageBlob1", 77)]), busy], 300_000)).toEqual([]);
  });

  test("readings that stopped coming say nothing", () => {
    expect(
      found(
        over(150_000, () => [blob("GetImageBlob1", 77)]),
        300_000,
      ),
    ).toEqual([]);
  });
});

test("of containerd each layer is judged alone: none of its files waits for a turn", () => {
  const of = (ms: number): readonly TransferReading[] => [
    { holder: "containerd", name: "0a1b2c3d4e5f", bytes: 77, position: 77 },
    { holder: "containerd", name: "5f4e3d2c1b0a", bytes: 1_000 + ms, position: 1_000 + ms },
  ];
  expect(found(over(150_000, of), 150_000)).toEqual(["containerd"]);
});

test("what stands in the way of production is a page", () => {
  const host = aHostState([
    ...over(150_000, () => [blob("GetImageBlob1", 77)]),
    aList(T0 + 150_000, [aContainer(1, { isProduction: true })]),
  ]);
  expect(judged(pullDeadlock, host, T0 + 150_000)).toMatchObject([{ severity: "page" }]);
});

describe("containerd that gives up by itself", () => {
  const TEXT =
    'time="2026-11-21T10:00:00.000000000Z" level=error msg="cancel pulling image registry.example.com/app:1 because of no progress in 5m0s"';

  test("says so, pasted and live", () => {
    expect(asked("log", TEXT)[0]?.symptom).toBe("pull-deadlock");
    expect(failing(pullDeadlock, aHostState([aLine(T0, "containerd", TEXT)]), T0 + 1_000)).toEqual([
      "containerd",
    ]);
  });

  test.each([
    'time="2026-11-21T10:00:00.000000000Z" level=info msg="Attempting next endpoint for pull after error: context canceled"',
    'time="2026-11-21T10:00:00.000000000Z" level=info msg="PullImage \\"registry.example.com/app:1\\" returns image reference \\"sha256:1\\""',
    'time="2026-11-21T10:00:00.000000000Z" level=info msg="stop pulling image registry.example.com/app:1: active requests=0, bytes read=0"',
  ])("but not in %s", (text) => {
    expect(asked("log", text).map(({ symptom }) => symptom)).not.toContain("pull-deadlock");
  });
});
