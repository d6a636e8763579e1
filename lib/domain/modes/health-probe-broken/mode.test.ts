import { describe, expect, test } from "vitest";
import { classify } from "../../classify/classify.ts";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { healthProbeBroken } from "./mode.ts";

const host = (exitCodes: readonly number[], lastOutput: string) =>
  aHostState([
    aList(T0, [aContainer(1, { health: "unhealthy" })]),
    anInspect(T0 + 1, 1, {
      health: {
        status: "unhealthy",
        failingStreak: exitCodes.length,
        lastExitCode: exitCodes.at(-1) ?? 0,
        exitCodes,
        lastOutput,
      },
    }),
  ]);

describe("a health check that cannot run", () => {
  test.each([
    ["a shell that does not find it", [127, 127, 127, 127, 127], "/bin/sh: nosuch: not found\n", true],
    ["a file that may not be executed", [126, 126, 126], "/bin/sh: /check: Permission denied\n", true],
    [
      "a program that the runtime does not find",
      [-1, -1, -1],
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
      true,
    ],
    ["not a service that is down", [1, 1, 1, 1, 1], "", false],
    ["not a service that answers too late", [-1, -1, -1], "Health check exceeded timeout (1s)", false],
    ["not one that worked before", [0, 127, 127], "not found", false],
    ["not after its first runs", [127, 127], "not found", false],
  ])("%s", (_name, codes, output, isFound) => {
    expect(failing(healthProbeBroken, host(codes, output), T0 + 500)).toEqual(isFound ? ["app-1"] : []);
  });

  test("has the unhealthy container beneath it, though Docker told that first", () => {
    const sick = aContainer(1, { health: "unhealthy", status: "Up 20 seconds (unhealthy)" });
    const story = play(
      [
        ...every(4_000, T0, T0 + 60_000, (at) => aList(at, [sick])),
        anInspect(T0 + 20_000, 1, {
          startedAt: T0 - 10_000,
          health: {
            status: "unhealthy",
            failingStreak: 3,
            lastExitCode: 127,
            exitCodes: [127, 127, 127],
            lastOutput: "not found",
          },
        }),
      ],
      T0 + 50_000,
    );
    const cause = story.open.find(({ mode }) => mode === "health-probe-broken");
    expect(cause).toBeDefined();
    expect(story.open.find(({ mode }) => mode === "container-unhealthy")?.absorbedBy).toBe(cause?.id);
  });

  test("says that nothing is known of the service", () => {
    expect(
      judged(healthProbeBroken, host([127, 127, 127], "/bin/sh: nosuch: not found\n"), T0 + 500)[0],
    ).toMatchObject({
      summary:
        "The health check of app-1 cannot run: its program is not in the image. Nothing is known of the service behind it.",
      blast: { notAffected: expect.arrayContaining(["app-1 runs"]) },
    });
  });
});

test.each([
  [
    "could not be started",
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
    true,
  ],
  ["lost its container while it began", "cannot exec in a stopped state: unknown", false],
  ["was given up with its container", "context canceled", false],
])("a line that says that the check %s", (_name, error, isFound) => {
  const line = `time="2026-11-21T14:30:01Z" level=warning msg="Health check for container ${"4f".repeat(32)} error: ${error.replaceAll('"', '\\"')}"`;
  const found = classify("daemon-log", [line], SIGNATURES).map(({ symptom }) => symptom);
  expect(found.includes("health-probe-broken")).toBe(isFound);
});
