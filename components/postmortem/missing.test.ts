import { expect, test } from "vitest";
import { outlineOf } from "#lib/domain/postmortem/outline.ts";
import { missingOf } from "./missing.ts";

const missing = (text: string, state: "active" | "resolved" = "resolved", open = 0) =>
  missingOf({ state }, outlineOf(text, []), open);

test("whoever publishes is told what a reader will miss, and nothing where nothing is missing", () => {
  expect(missing("## One\nwords")).toEqual([]);
  expect(missing("## One\n\n## Two\n```\ncode", "active", 2)).toEqual([
    "The incident is not resolved yet.",
    "Nobody wrote under “One”.",
    "Two: code nobody closed.",
    "2 open comments: answer or resolve first.",
  ]);
});
