import { describe, expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { every, failing, play } from "../../testing/detecting.ts";
import { containerStuckCreated } from "./mode.ts";

const made = (createdAt: number) => aContainer(1, { state: "created", status: "Created", createdAt });

describe("made and never started", () => {
  test.each([
    ["two minutes ago, without an error", T0 - 120_000, "", ["app-1"]],
    ["half a minute ago", T0 - 30_000, "", []],
    [
      "with an error of its own, which has its own name",
      T0 - 120_000,
      'exec: "x": executable file not found',
      [],
    ],
    ["two days ago: a template", T0 - 2 * 86_400_000, "", []],
  ])("%s", (_name, createdAt, error, expected) => {
    const host = aHostState([
      aList(T0, [made(createdAt)]),
      anInspect(T0, 1, { state: "created", exitCode: 0, error }),
    ]);
    expect(failing(containerStuckCreated, host, T0 + 100)).toEqual(expected);
  });

  test("one that was not inspected is not judged", () => {
    expect(failing(containerStuckCreated, aHostState([aList(T0, [made(T0 - 120_000)])]), T0 + 100)).toEqual(
      [],
    );
  });

  test("recovers as soon as it is started", () => {
    const lists = every(4_000, T0, T0 + 40_000, (at) =>
      aList(at, [at < T0 + 20_000 ? made(T0 - 58_000) : aContainer(1)]),
    );
    const story = play([...lists, anInspect(T0 + 1, 1, { state: "created", error: "" })], T0 + 30_000, {
      modes: [containerStuckCreated],
    });
    expect(story.told()).toEqual(["seen 2000", "raised 7000", "recovering 20000", "cleared 20000"]);
  });
});
