import { describe, expect, test } from "vitest";
import type { ContainerView } from "#lib/protocol/views.ts";
import { gridFor, type LitContainers, squareState, squareWords } from "./container-squares.ts";

const container = (rest: Partial<ContainerView> = {}): ContainerView => ({
  id: "a",
  name: "web",
  image: "web:1",
  state: "running",
  status: "Up 3 hours",
  ports: [],
  isLastKnown: false,
  ...rest,
});
const none: LitContainers = new Map();

describe("grid", () => {
  test("forty containers are squares of ten in rows of ten", () => {
    expect(gridFor(40, 132, 63)).toEqual({ pitch: 13.2, side: 10, columns: 10, restCount: 0 });
  });

  test.each([0, 1, 60, 200, 1_000])("%i containers fit into the room", (count) => {
    const grid = gridFor(count, 132, 63);
    expect(grid.restCount).toBe(0);
    expect(Math.ceil(count / grid.columns) * grid.pitch).toBeLessThanOrEqual(63 + grid.pitch);
  });

  test("more than can be told apart are counted", () => {
    expect(gridFor(5_000, 132, 63).restCount).toBeGreaterThan(0);
  });
});

describe("square", () => {
  test.each([
    ["running", container(), "up"],
    ["running but not healthy", container({ health: "unhealthy" }), "warn"],
    ["restarting", container({ state: "restarting" }), "warn"],
    ["dead", container({ state: "dead" }), "down"],
    ["stopped", container({ state: "exited" }), "idle"],
    ["last known, nothing seen since", container({ isLastKnown: true }), "old"],
    ["last known, its shim runs", container({ isLastKnown: true, isShimAlive: true }), "up"],
  ] as const)("%s", (_, input, state) => {
    expect(squareState(input, none)).toBe(state);
  });

  test("a container that a page names is down, whatever the list says", () => {
    const lit: LitContainers = new Map([["web", { severity: "page", title: "web killed for memory" }]]);
    expect(squareState(container(), lit)).toBe("down");
  });

  test("one that is not as usual is told in words, by its symptom or by what the list says", () => {
    const containers = [
      container({ name: "web", health: "unhealthy" }),
      container({ name: "etl", state: "restarting" }),
      container({ name: "api" }),
      container({ name: "db" }),
      container({ name: "old", state: "exited" }),
    ];
    const lit: LitContainers = new Map([["db", { severity: "ticket", title: "No limits" }]]);
    expect(squareWords(containers, lit)).toEqual(["db: No limits", "etl: restarting", "web: unhealthy"]);
    const many = Array.from({ length: 9 }, (_, index) => container({ name: `c${index}`, state: "dead" }));
    expect(squareWords(many, none).at(-1)).toBe("and 3 more");
  });
});
