import { expect, test } from "vitest";
import { type ActionTarget, ENGINE_VERBS, fittingVerbs, INVERSE_VERBS, targetChange } from "./action.ts";

const SEEN: ActionTarget = { id: "a", name: "api", image: "shop:1", startedAt: 5, state: "running" };

test("a container is the same while id, name, start and state are", () => {
  expect(targetChange(SEEN, { ...SEEN, image: "shop:2" })).toBeUndefined();
  expect(targetChange(SEEN, { ...SEEN, id: "b" })).toBe("api is another container by now");
  expect(targetChange(SEEN, { ...SEEN, state: "paused" })).toBe("api is paused by now, it was running");
});

test("a target that was kept without its state is not refused for it", () => {
  const { state: _, ...old } = SEEN;
  expect(targetChange(old, SEEN)).toBeUndefined();
});

test("what can be done follows from the state, and what it leads to can be taken back", () => {
  expect(fittingVerbs("running")).toContain("container.stop");
  expect(fittingVerbs("exited")).toEqual([INVERSE_VERBS["container.stop"]]);
  expect(fittingVerbs("paused")).toContain("container.unpause");
});

test("of what is done to an engine, the dump that changes nothing stands first", () => {
  expect(ENGINE_VERBS[0]).toBe("engine.dump");
  expect(ENGINE_VERBS).toHaveLength(4);
});
