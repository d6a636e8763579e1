import { describe, expect, test } from "vitest";
import { inPast, untilOf } from "./past.ts";

describe("what is over is told in the past", () => {
  test.each([
    ["docker CLI, compose and every other caller wait", "docker CLI, compose and every other caller waited"],
    [
      "Docker takes calls and answers none: nothing can be started. dockerd itself hangs; a debugger holds it.",
      "Docker took calls and answered none: nothing could be started. dockerd itself hung; a debugger held it.",
    ],
    ["State of containers that end now may be lost", "State of containers that ended then may be lost"],
    ["what fills it is not Docker's", "what filled it was not Docker's"],
    ["dockerd cannot start", "dockerd could not start"],
    ["4 of 4 containers do not run", "4 of 4 containers did not run"],
    ["3 containers run on: run, api", "3 containers ran on: run, api"],
    [
      "The FORWARD policy is DROP, so nothing passes; the host itself notices nothing.",
      "The FORWARD policy was DROP, so nothing passed; the host itself noticed nothing.",
    ],
    [
      "Restart policies and health checks are not acted on",
      "Restart policies and health checks were not acted on",
    ],
    ["Nothing yet; at 0 inodes no new file can be made", "Nothing"],
    ["api and what calls it", "api and what calls it"],
  ])("%s", (present, past) => {
    expect(inPast(present)).toBe(past);
  });
});

test("a symptom ended with its first passing reading, and has no end while it goes on", () => {
  expect(untilOf({ state: "cleared", recoveringAt: 5, clearedAt: 9 })).toBe(5);
  expect(untilOf({ state: "cleared", clearedAt: 9 })).toBe(9);
  expect(untilOf({ state: "recovering", recoveringAt: 5 })).toBe(5);
  expect(untilOf({ state: "raised", recoveringAt: 5 })).toBeUndefined();
});
