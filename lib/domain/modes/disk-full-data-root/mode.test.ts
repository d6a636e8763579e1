import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aDisk, aHostState, aLine, aMissingFact, containerId, GIB, T0 } from "../../testing/builders.ts";
import { every, judged, play } from "../../testing/detecting.ts";
import { aDiskUsage, someLogFiles } from "../../testing/storage-builders.ts";
import { diskFullDataRoot } from "./mode.ts";

const used = (ratio: number, totalGib = 100) => ({
  totalBytes: totalGib * GIB,
  availableBytes: Math.round((1 - ratio) * totalGib * GIB),
  usedBytes: Math.round(ratio * 0.95 * totalGib * GIB),
});
const at = (ratio: number, totalGib?: number) => (when: number) => aDisk(when, used(ratio, totalGib));
const ENOSPC =
  'level=error msg="Handler for POST /v1.45/containers/create returned error: mkdir /var/lib/docker/overlay2/x: no space left on device"';

const severityOf = (signals: readonly Signal[]) =>
  judged(diskFullDataRoot, aHostState(signals), T0 + 1_000)[0]?.severity;

describe("limits", () => {
  test.each([
    ["60 %", at(0.6)(T0), undefined],
    ["70 % exactly", at(0.7)(T0), undefined],
    ["75 %", at(0.75)(T0), "ticket"],
    ["92 %", at(0.92)(T0), "page"],
    ["less than 2 GiB of 15 left", at(0.88, 15)(T0), "page"],
    ["a small healthy disk with less than 2 GiB", at(0.1, 1)(T0), undefined],
    ["a small disk that is 85 % used", at(0.85, 1)(T0), "page"],
    ["a file system without a size", aDisk(T0, { totalBytes: 0, availableBytes: 0 }), undefined],
  ])("%s", (_name, disk, severity) => {
    expect(severityOf([disk])).toBe(severity);
  });
});

describe("with nothing left for containers", () => {
  const full = (keptBytes: number, when = T0) =>
    aDisk(when, { totalBytes: 100 * GIB, availableBytes: 0, usedBytes: 100 * GIB - keptBytes });
  const summaryOf = (signals: readonly Signal[]) =>
    judged(diskFullDataRoot, aHostState(signals), T0)[0]?.summary;

  test("it says what is kept for root, with which docker run may still work", () => {
    const [judgement] = judged(diskFullDataRoot, aHostState([full(5 * GIB)]), T0);
    expect(judgement).toMatchObject({
      title: "Disk full",
      severity: "page",
      part: "disk",
      subject: "/var/lib/docker",
    });
    expect(judgement?.summary).toContain("5.4 GB are kept for root, so docker run may still work");
    expect(judgement?.blast.parts).toContain("images");
  });

  test("blocks that ext4 keeps to itself are no reserve of root", () => {
    expect(summaryOf([full(16 * 1_048_576)])).not.toContain("for root");
  });

  test("a reserve is not spoken of when the engine, which is root, was refused", () => {
    expect(summaryOf([full(5 * GIB), aLine(T0, "dockerd", ENOSPC)])).not.toContain("for root");
  });

  test("a refusal counts as long as the disk is full, not for two minutes", () => {
    const refused = aLine(T0 + 10_000, "dockerd", ENOSPC);
    const signals = [
      full(5 * GIB),
      refused,
      ...every(4_000, T0 + 12_000, T0 + 200_000, (at) => full(5 * GIB, at)),
    ];
    expect(play(signals, T0 + 199_000).open[0]?.summary).not.toContain("for root");
  });
});

describe("ENOSPC in the log", () => {
  test("with room left it is another disk or a quota", () => {
    expect(severityOf([at(0.4)(T0), aLine(T0, "dockerd", ENOSPC)])).toBeUndefined();
  });

  test("with inodes exhausted it is not about bytes", () => {
    const disk = aDisk(T0, { ...used(0.95), freeInodes: 0 });
    const [judgement] = judged(diskFullDataRoot, aHostState([disk, aLine(T0, "dockerd", ENOSPC)]), T0);
    expect(judgement?.evidence).toHaveLength(1);
  });

  test("where the disk cannot be read it is decisive", () => {
    expect(severityOf([aMissingFact(T0, "disk", "no-channel"), aLine(T0, "dockerd", ENOSPC)])).toBe("page");
    expect(
      severityOf([aMissingFact(T0, "disk", "no-channel"), aLine(T0, "container", ENOSPC)]),
    ).toBeUndefined();
  });

  test("where the disk cannot be read it is full since the first line that says so, not since the last", () => {
    const lines = [aLine(T0 - 60_000, "dockerd", ENOSPC), aLine(T0, "dockerd", ENOSPC)];
    const host = aHostState([aMissingFact(T0, "disk", "no-channel"), ...lines]);
    expect(judged(diskFullDataRoot, host, T0 + 1_000)[0]?.sinceAt).toBe(T0 - 60_000);
  });
});

describe("the trend", () => {
  const filling = (from: number, perHour: number, minutes: number) =>
    every(30_000, T0 - minutes * 60_000, T0 + 1, (when) =>
      at(from + (perHour * (when - (T0 - minutes * 60_000))) / 3_600_000)(when),
    );

  test.each([
    ["full within two hours", filling(0.55, 0.25, 30), "page"],
    ["full within a day", filling(0.6, 0.03, 30), "ticket"],
    ["full in a week", filling(0.6, 0.002, 30), undefined],
    ["a burst of five minutes", filling(0.55, 0.3, 5), undefined],
    ["a steep slope on an empty disk", filling(0.1, 0.6, 30), undefined],
    ["getting emptier", filling(0.6, -0.3, 30), undefined],
  ])("%s", (_name, signals, severity) => {
    expect(severityOf(signals)).toBe(severity);
  });

  test("is told of what fills, never of a disk that is full already", () => {
    const told = (from: number) =>
      JSON.stringify(judged(diskFullDataRoot, aHostState(filling(from, 0.5, 30)), T0 + 1_000)[0]);
    expect(told(0.74)).toMatch(/full in .* at this rate.*"fullIn"/);
    expect(told(0.75)).toContain('"Disk full"');
    expect(told(0.75)).not.toMatch(/at this rate|fullIn/);
  });
});

describe("its life", () => {
  const story = (...parts: readonly (readonly [untilMs: number, ratio: number])[]) => {
    let fromMs = 0;
    const signals = parts.flatMap(([untilMs, ratio]) => {
      const some = every(4_000, T0 + fromMs, T0 + untilMs, at(ratio));
      fromMs = untilMs;
      return some;
    });
    return play(signals, T0 + fromMs - 4_000);
  };

  test("raised after two minutes, cleared after ten minutes below", () => {
    expect(story([20_000, 0.5], [200_000, 0.95], [900_000, 0.4]).told()).toEqual([
      "seen 20000",
      "raised 140000",
      "recovering 200000",
      "cleared 800000",
    ]);
  });

  test("full is full: raised after 5 s", () => {
    expect(story([20_000, 0.5], [60_000, 1]).told()).toEqual(["seen 20000", "raised 25000"]);
  });

  test("it does not flicker around a limit: 71 %, then 68 % is still a ticket", () => {
    expect(story([20_000, 0.71], [60_000, 0.68]).told()).toEqual(["seen 0"]);
  });

  test("a page becomes a ticket only below 80 %", () => {
    const last = (ratio: number) => story([20_000, 0.95], [60_000, ratio]).open[0]?.severity;
    expect(last(0.85)).toBe("page");
    expect(last(0.75)).toBe("ticket");
  });
});

test("a log that takes a good part of the disk is named, a small one is not", () => {
  const readings = (bytes: number) => {
    const logs = someLogFiles(T0, { files: [{ id: containerId(1), bytes, files: 1 }] });
    return judged(diskFullDataRoot, aHostState([at(0.95)(T0), logs]), T0)[0]?.evidence.map(
      ({ source }) => source,
    );
  };
  expect(readings(30 * GIB)).toContain("size of the log files");
  expect(readings(GIB)).not.toContain("size of the log files");
});

describe("whose it is", () => {
  const noLogs = someLogFiles(T0, { files: [], removed: [] });
  const images = (bytes: number) =>
    aDiskUsage(T0, {
      images: { count: 9, bytes, unusedCount: 0, reclaimableBytes: 0, danglingCount: 0 },
    });
  const judge = (...signals: readonly Signal[]) =>
    judged(diskFullDataRoot, aHostState([at(0.95)(T0), ...signals]), T0 + 1_000)[0];

  test("a disk that others filled is said not to be Docker's, and with how much Docker holds", () => {
    const judgement = judge(images(2 * GIB), noLogs);
    expect(judgement?.summary).toContain(
      "Docker holds at most 2.2 GB of the 97 GB used: what fills it is not Docker's.",
    );
    expect(judgement?.evidence.map(({ reading }) => reading)).toContain("Docker 2.2 GB of 97 GB used");
  });

  test("one that Docker filled is not", () => {
    expect(judge(images(60 * GIB), noLogs)?.summary).not.toContain("not Docker's");
  });

  test("what came since Docker counted may be Docker's", () => {
    const before = at(0.6)(T0 - 60_000);
    const signals = [before, aDiskUsage(T0 - 30_000), at(0.95)(T0), noLogs];
    const [judgement] = judged(diskFullDataRoot, aHostState(signals), T0 + 1_000);
    expect(judgement?.summary).not.toContain("not Docker's");
    expect(judgement?.evidence.map(({ reading }) => reading)).toContain(
      "Docker 6.1 MB to 38 GB of 97 GB used",
    );
  });

  test("where the logs cannot be counted nobody can say", () => {
    expect(judge(images(2 * GIB))?.summary).not.toContain("Docker holds");
  });

  test("a container that wrote much into its own layer is named", () => {
    const writer = aDiskUsage(T0, { writable: [{ id: containerId(1), bytes: 40 * GIB }] });
    const readings = judge(writer, noLogs)?.evidence.map(({ reading }) => reading ?? "");
    expect(readings?.some((reading) => /^written by .*: 43 GB$/.test(reading))).toBe(true);
  });
});

test("a disk that did not answer in time is not said to be out of reach", () => {
  const summaryWith = (failure: "timeout" | "denied") =>
    judged(
      diskFullDataRoot,
      aHostState([aMissingFact(T0, "disk", failure), aLine(T0, "dockerd", ENOSPC)]),
      T0 + 1_000,
    )[0]?.summary;
  expect(summaryWith("timeout")).toContain("was not read in time");
  expect(summaryWith("timeout")).not.toContain("Foghorn cannot");
  expect(summaryWith("denied")).toContain("Foghorn cannot read the disk");
});
