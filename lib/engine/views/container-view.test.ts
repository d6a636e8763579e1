import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, aPing, T0 } from "../../domain/testing/builders.ts";
import { containerViews } from "./container-view.ts";

test("restarts are those of the last inspect; of what was not inspected yet none are told, not nought", () => {
  const host = aHostState([
    aPing(T0),
    aList(T0, [aContainer(1), aContainer(2)]),
    anInspect(T0, 1, { restartCount: 4 }),
  ]);
  const views = containerViews(host, T0 + 1_000);
  expect(views.map(({ name, restartCount }) => [name, restartCount])).toEqual([
    ["app-1", 4],
    ["app-2", undefined],
  ]);
});
