import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aDisk, aHostState, aLine, GIB, T0 } from "../../testing/builders.ts";
import { every, failing, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { MINUTE_MS } from "../../time.ts";
import { diskFullDataRoot } from "../disk-full-data-root/mode.ts";
import { imagePullNoSpace } from "./mode.ts";

const error = (text: string) => `time="2026-11-21T14:57:39Z" level=error msg="${text}"`;
// docker load and import on 20.10.24 and 26.1.5; layers of a pull.
const OLD = error(
  "Handler for POST /v1.41/images/create returned error: Error processing tar file(exit status 1): write /bin/busybox: no space left on device",
);
const NEW = error("failed to register layer: write /bin/busybox: no space left on device");

test.each<[string, Signal, number]>([
  ["20.10", aLine(T0, "dockerd", OLD), 1],
  ["26.1", aLine(T0, "dockerd", NEW), 1],
  [
    "a start that found no space",
    aLine(T0, "dockerd", error("mkdir /var/lib/docker/overlay2/x: no space left on device")),
    0,
  ],
  ["output of a container", aLine(T0, "container", OLD), 0],
])("%s", (_name, signal, count) => {
  expect(failing(imagePullNoSpace, aHostState([signal]), T0 + 1_000)).toHaveLength(count);
});

describe("its life", () => {
  const full = (at: number) => aDisk(at, { totalBytes: 100 * GIB, usedBytes: 99 * GIB, availableBytes: 0 });
  const modes = [diskFullDataRoot, imagePullNoSpace];

  test("beneath the full disk that stopped it: one row", () => {
    const signals = [...quiet, ...every(4_000, T0, T0 + 60_000, full), aLine(T0 + 20_000, "dockerd", OLD)];
    const open = play(signals, T0 + 50_000, { modes }).open;
    const disk = open.find(({ mode }) => mode === "disk-full-data-root");
    expect(open.find(({ mode }) => mode === "image-pull-no-space")?.absorbedBy).toBe(disk?.id);
    expect(disk?.absorbedBy).toBeUndefined();
  });

  test("over once there is room on the disk that was full", () => {
    const signals = [
      ...quiet,
      ...every(4_000, T0, T0 + 30_000, full),
      aLine(T0 + 20_000, "dockerd", OLD),
      ...every(4_000, T0 + 32_000, T0 + 100_000, (at) => aDisk(at)),
    ];
    expect(play(signals, T0 + 100_000, { modes: [imagePullNoSpace] }).told()).toEqual([
      "seen 20000",
      "raised 20000",
      "recovering 32000",
      "cleared 92000",
    ]);
  });

  test("a row of its own while the disk looks well, over ten minutes after the last try", () => {
    const signals = [...quiet, aLine(T0 + 20_000, "dockerd", OLD)];
    expect(play(signals, T0 + 700_000, { modes: [imagePullNoSpace] }).told()).toEqual([
      "seen 20000",
      "raised 20000",
      "recovering 621000",
      "cleared 681000",
    ]);
  });

  describe("refused before Foghorn looked", () => {
    const refused = aLine(T0 - 5 * MINUTE_MS, "dockerd", OLD);
    const free = (at: number) =>
      aDisk(at, { totalBytes: 100 * GIB, usedBytes: 6 * GIB, availableBytes: 94 * GIB });
    const tight = (at: number) =>
      aDisk(at, { totalBytes: 8 * GIB, usedBytes: 6 * GIB, availableBytes: 1.9 * GIB });
    const open = (signals: readonly Signal[], untilMs = 30_000) =>
      play(signals, T0 + untilMs, { modes: [imagePullNoSpace] }).told();

    test("is past where there is room by the first reading of the disk, whichever comes first", () => {
      expect(open([...quiet, free(T0 + 500), refused])).toEqual([]);
      expect(open([...quiet, refused, free(T0 + 3_000)])).toEqual([]);
    });

    test("is told where the disk is tight or was not read in time", () => {
      const seen = (told: readonly string[]) => told.slice(0, 1);
      expect(seen(open([...quiet, refused, tight(T0 + 3_000)]))).toEqual(["seen 3000"]);
      expect(seen(open([refused]))).toEqual(["seen 15000"]);
    });

    test("a moment ago is told until whoever goes on trying would have failed again", () => {
      const young = aLine(T0 - 20_000, "dockerd", OLD);
      const signals = [...quiet, young, ...every(4_000, T0, T0 + 100_000, free)];
      expect(open(signals, 60_000)).toEqual(["seen 0", "raised 0", "recovering 40000"]);
    });

    test("and open when Foghorn was started again goes on: then the disk was well as it was refused", () => {
      const known = play([...quiet, aLine(T0 + 1_000, "dockerd", OLD)], T0 + 2_000, {
        modes: [imagePullNoSpace],
      }).open.map((symptom) => ({ ...symptom, seenAt: T0 - 4 * MINUTE_MS }));
      const story = play([...quiet, refused], T0 + 30_000, { modes: [imagePullNoSpace], open: known });
      expect(story.told()).toEqual([]);
    });

    test("and refused again since is no past", () => {
      const again = aLine(T0 + 20_000, "dockerd", OLD);
      expect(open([...quiet, free(T0 + 500), refused, again])).toEqual(["seen 20000", "raised 20000"]);
    });
  });
});
