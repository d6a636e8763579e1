import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aHostState, aLine, T0 } from "../../testing/builders.ts";
import { failing, judged, play } from "../../testing/detecting.ts";
import { quiet } from "../../testing/quiet-host.ts";
import { daemonLogFlood } from "./mode.ts";

const flood = (
  perSecond: number,
  fromMs: number,
  untilMs: number,
  unit: "dockerd" | "container" = "dockerd",
) =>
  Array.from({ length: ((untilMs - fromMs) / 1_000) * perSecond }, (_, index): Signal => {
    const at = T0 + fromMs + Math.floor((index * 1_000) / perSecond);
    return aLine(
      at,
      unit,
      `time="x" level=error msg="Failed to log msg \\"\\" for logger json-file: ${index}"`,
    );
  });

describe("limits", () => {
  test.each([
    ["120 a second for 30 s", flood(120, 0, 30_000), 1],
    ["80 a second", flood(80, 0, 60_000), 0],
    ["200 a second for 15 s", flood(200, 0, 15_000), 0],
    ["output of a container", flood(200, 0, 30_000, "container"), 0],
    [
      "many different lines",
      Array.from({ length: 6_000 }, (_, index) =>
        aLine(
          T0 + index * 5,
          "dockerd",
          `msg="${String.fromCharCode(97 + (index % 26)).repeat(1 + (index % 60))} said"`,
        ),
      ),
      0,
    ],
  ])("%s", (_name, lines, count) => {
    const now = lines.at(-1)?.at ?? T0;
    expect(failing(daemonLogFlood, aHostState(lines), now)).toHaveLength(count);
  });
});

test("journald's own word is enough", () => {
  const host = aHostState([aLine(T0, "systemd", "Suppressed 4821 messages from docker.service")]);
  expect(judged(daemonLogFlood, host, T0 + 1_000)[0]?.summary).toContain("left out 4821 lines");
  const other = aHostState([aLine(T0, "systemd", "Suppressed 4821 messages from nginx.service")]);
  expect(failing(daemonLogFlood, other, T0 + 1_000)).toEqual([]);
});

test("seen after half a minute of it, over a minute after the last line", () => {
  const story = play([...quiet, ...flood(110, 0, 40_000)], T0 + 140_000, { modes: [daemonLogFlood] });
  expect(story.told()).toEqual(["seen 29081", "raised 29081", "recovering 48000", "cleared 108000"]);
  expect(story.changes[0]?.symptom.summary).toContain("dockerd writes the same line 110 times a second");
});
