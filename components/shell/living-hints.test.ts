import { expect, test } from "vitest";
import { livingHints } from "./living-hints.ts";

const HINTS = [
  { keys: ["j", "k"], does: "move" },
  { keys: ["Enter"], does: "open room" },
  { keys: ["g", "t"], does: "go to time" },
  { keys: ["Ctrl", "K"], does: "jump" },
  { keys: [" "], does: "follow" },
];
const shown = (living: readonly string[]) => livingHints(HINTS, living.join("\n")).map(({ does }) => does);

test("a key that does nothing now is not offered", () => {
  expect(shown(["j", "k", "g t"])).toEqual(["move", "go to time"]);
  expect(shown([])).toEqual([]);
});

test("chords and the space bar are known by the name they are registered with", () => {
  expect(shown(["Ctrl+k", " "])).toEqual(["jump", "follow"]);
});

test("the first key of another sequence is no key of its own", () => {
  expect(shown(["g w"])).toEqual([]);
});

test("of a pair only the half that acts is drawn, and arrows belong to what has the focus", () => {
  expect(livingHints(HINTS, "k")).toEqual([{ keys: ["k"], does: "move" }]);
  expect(livingHints([{ keys: ["ArrowLeft", "ArrowRight"], does: "walk" }], "")).toHaveLength(1);
});
