import { describe, expect, test } from "vitest";
import {
  aContainer,
  aFailed,
  aFailedInspect,
  aFailedPing,
  aHostState,
  aList,
  anEvent,
  anInspect,
  aPing,
  T0,
} from "../../testing/builders.ts";
import { every, failing, judged, play } from "../../testing/detecting.ts";
import { containerLockHung } from "./mode.ts";

const both = [aContainer(1), aContainer(2)];

describe("whose lock it is", () => {
  test.each([
    [
      "one id silent, the list answers",
      [aList(T0 + 3_000, both), aPing(T0 + 5_000), aFailedInspect(T0 + 5_000, 1, "timeout")],
      ["app-1"],
    ],
    [
      "one id silent, another id answers",
      [
        aList(T0 - 9_000, both),
        anInspect(T0 + 4_000, 2),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      ["app-1"],
    ],
    [
      "nothing else answered in that time",
      [aList(T0 - 9_000, both), aPing(T0 + 5_000), aFailedInspect(T0 + 5_000, 1, "timeout")],
      [],
    ],
    [
      "it was made a moment ago, and its start is under way",
      [
        aList(T0 + 3_000, [aContainer(1, { createdAt: T0 - 2_000, state: "created" }), aContainer(2)]),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      [],
    ],
    [
      "it was just told to end, which takes its lock on a busy host",
      [
        aList(T0 + 3_000, both),
        anEvent(T0 + 1_000, "kill", 1, { signal: "9" }),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      [],
    ],
    [
      "it was removed while it was asked",
      [
        aList(T0 + 3_000, both),
        anEvent(T0 + 4_000, "destroy", 1),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      [],
    ],
    [
      "others answer slowly as well, and it is silent for the first time",
      [aList(T0 + 4_000, both, 2_000), aPing(T0 + 5_000), aFailedInspect(T0 + 5_000, 1, "timeout")],
      [],
    ],
    [
      "its start ended while it was asked",
      [
        aList(T0 + 3_000, both),
        anEvent(T0 + 1_000, "start", 1),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      [],
    ],
    [
      "its start had ended well before it was asked",
      [
        anEvent(T0 - 4_000, "start", 1),
        aList(T0 + 3_000, both),
        aPing(T0 + 5_000),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      ["app-1"],
    ],
    [
      "it was told to end and is silent for the second time",
      [
        aList(T0 + 3_000, both),
        anEvent(T0 + 1_000, "kill", 1, { signal: "9" }),
        aFailedInspect(T0 + 4_000, 1, "timeout"),
        aPing(T0 + 9_000),
        aList(T0 + 8_000, both),
        aFailedInspect(T0 + 9_000, 1, "timeout"),
      ],
      ["app-1"],
    ],
    [
      "the daemon hangs as a whole",
      [
        aList(T0 - 9_000, both),
        aFailedPing(T0 + 5_000, "timeout"),
        aFailed("containers", T0 + 5_000, "timeout"),
        aFailedInspect(T0 + 5_000, 1, "timeout"),
      ],
      [],
    ],
    [
      "removed while it was asked",
      [aList(T0 + 3_000, both), aPing(T0 + 5_000), aFailedInspect(T0 + 5_000, 1, "http-status")],
      [],
    ],
  ])("%s", (_name, signals, expected) => {
    expect(failing(containerLockHung, aHostState(signals), T0 + 5_000)).toEqual(expected);
  });
});

const background = (untilMs: number) => [
  ...every(4_000, T0, T0 + untilMs, (at) => aList(at, both)),
  ...every(2_000, T0, T0 + untilMs, aPing),
];

test("seen at the first silence, raised at the second of the same id, cleared by an answer", () => {
  const signals = [
    ...background(60_000),
    aFailedInspect(T0 + 6_000, 1, "timeout"),
    anInspect(T0 + 7_000, 2),
    aFailedInspect(T0 + 16_000, 1, "timeout"),
    anInspect(T0 + 30_000, 1),
  ];
  const story = play(signals, T0 + 50_000);
  expect(story.told()).toEqual(["seen 6000", "raised 16000", "recovering 30000", "cleared 40000"]);
});

test("a container that was removed clears by itself", () => {
  const signals = [
    ...background(10_000),
    aFailedInspect(T0 + 6_000, 1, "timeout"),
    ...every(4_000, T0 + 10_000, T0 + 60_000, (at) => aList(at, [aContainer(2)])),
    ...every(2_000, T0 + 10_000, T0 + 60_000, aPing),
  ];
  expect(play(signals, T0 + 40_000).told()).toEqual(["seen 6000", "recovering 10000", "cleared 20000"]);
});

test("it names the container, its full id, and what was asked of it", () => {
  const host = aHostState([
    anEvent(T0 - 20_000, "kill", 1, { signal: "15" }),
    aList(T0 + 3_000, both),
    aPing(T0 + 5_000),
    aFailedInspect(T0 + 5_000, 1, "timeout"),
  ]);
  const [judgement] = judged(containerLockHung, host, T0 + 5_000);
  expect(judgement).toMatchObject({
    part: "ctrs",
    severity: "ticket",
    facts: { container: "app-1", shortId: "000000000000" },
  });
  expect(judgement?.blast.notAffected).toContain("1 of 1 other container runs");
  expect(judgement?.evidence.map(({ reading }) => reading)).toContain("kill was asked for");
});
