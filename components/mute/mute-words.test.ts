import { expect, test } from "vitest";
import { toHostId } from "#lib/domain/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#lib/domain/time.ts";
import { AT, aSymptom } from "../test-views.ts";
import { choicesOf, lengthWords, scopeWords, untilText } from "./mute-words.ts";

test("the end has its day where a clock alone would be read as today's", () => {
  expect(untilText(AT + HOUR_MS, AT)).toBe("04:24");
  expect(untilText(AT + 3 * DAY_MS, AT)).toBe("21 Nov 03:24");
});

test("lengths are said as people say them", () => {
  expect([30 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 7 * DAY_MS].map(lengthWords)).toEqual([
    "30 min",
    "2 h",
    "24 h",
    "7 days",
  ]);
});

test("what a mute is about is said as a sentence goes on", () => {
  const hostId = toHostId("fra1-app-07");
  expect(scopeWords({ hostId }, undefined)).toBe("everything on fra1-app-07");
  expect(scopeWords({ mode: "daemon-down" }, "Daemon down")).toBe("“Daemon down” on every host");
});

test("from a symptom the narrowest is offered first", () => {
  const loop = aSymptom({ mode: "container-restart-loop", subject: "api", title: "Restart loop" });
  expect(choicesOf(loop).map(({ words }) => words)).toEqual([
    "“Restart loop” on fra1-app-07 / api",
    "“Restart loop” on fra1-app-07",
    "everything on fra1-app-07",
  ]);
  expect(choicesOf({ ...loop, alike: [loop, loop, loop] }).map(({ scope }) => scope)).toEqual([
    { mode: "container-restart-loop" },
  ]);
  expect(choicesOf(aSymptom()).map(({ words }) => words)).toEqual([
    "“dockerd hung” on fra1-app-07",
    "everything on fra1-app-07",
  ]);
});
