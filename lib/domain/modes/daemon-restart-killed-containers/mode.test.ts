import { describe, expect, test } from "vitest";
import type { Signal } from "../../signal.ts";
import { aContainer, aFailedPing, aList, anEvent, anInspect, aPing, T0 } from "../../testing/builders.ts";
import { every, play } from "../../testing/detecting.ts";
import { daemonRestartKilledContainers } from "./mode.ts";

const numbers = [1, 2, 3, 4];
const running = numbers.map((number) => aContainer(number));
const exited = (number: number) =>
  aContainer(number, { state: "exited", status: "Exited (137) 9 seconds ago" });

/** Stopped with the daemon, away for ten seconds, and then what of the four is up again. */
const restart = (up: readonly number[], code = "137") => [
  ...every(2_000, T0, T0 + 10_000, (at) => aPing(at)),
  aList(T0 + 8_000, running),
  ...numbers.flatMap((number) => [
    anEvent(T0 + 9_000, "kill", number, { signal: "15" }),
    anEvent(T0 + 10_000, "die", number, { exitCode: code }),
  ]),
  ...every(2_000, T0 + 12_000, T0 + 22_000, (at) => aFailedPing(at, "connection-refused")),
  ...every(2_000, T0 + 22_000, T0 + 60_000, (at) => aPing(at)),
  ...every(4_000, T0 + 24_000, T0 + 60_000, (at) =>
    aList(
      at,
      numbers.map((number) => (up.includes(number) ? aContainer(number) : exited(number))),
    ),
  ),
];
const told = (signals: readonly Signal[]) =>
  play(signals, T0 + 59_000, { modes: [daemonRestartKilledContainers] });

describe("a restart of the daemon that stopped containers", () => {
  test("is told once restart policies had their time", () => {
    const story = told(restart([4]));
    expect(story.told()).toEqual(["seen 26000", "raised 36000"]);
    expect(story.open[0]).toMatchObject({ severity: "page", facts: { containers: "app-1 app-2 app-3" } });
  });

  test("what a restart policy starts has half a minute to be back", () => {
    const inspect = anInspect(T0 + 8_500, 1, { restartPolicy: "always" });
    const story = told([...restart([2, 3, 4]), inspect].toSorted((a, b) => a.at - b.at));
    expect(story.told()[0]).toBe("seen 52000");
    expect(story.open[0]?.summary).toContain(
      "app-1 stays down: a restart policy should have started it again",
    );
  });

  test("one of many is a ticket", () => {
    expect(told(restart([2, 3, 4])).open[0]?.severity).toBe("ticket");
  });

  test("what was started since, and ended by itself, is not counted among them", () => {
    const younger = [
      anEvent(T0 + 25_000, "start", 5),
      anEvent(T0 + 27_000, "die", 5, { exitCode: "137" }),
      aList(T0 + 59_000, [...running, exited(5)]),
    ];
    const signals = [...restart(numbers), ...younger].toSorted((a, b) => a.at - b.at);
    expect(told(signals).told()).toEqual([]);
  });

  test.each([
    ["all are back", restart(numbers)],
    ["they were lost with their shims", restart([], "255")],
    [
      "nobody was away",
      restart([]).filter(({ kind, at }) => kind !== "ping" || at < T0 + 12_000 || at > T0 + 22_000),
    ],
  ])("not when %s", (_name, signals) => {
    expect(told(signals).told()).toEqual([]);
  });
});
