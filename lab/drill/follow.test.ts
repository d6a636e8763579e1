import { expect, test } from "vitest";
import { T0 } from "#lib/domain/incidents/testing/builders.ts";
import { isOver } from "./follow.ts";

const resolved = { state: "resolved", stateAt: T0 } as const;

test.each([
  ["nobody opened an incident", [], T0, false],
  ["one is still worked on", [{ state: "closed" }, { state: "mitigated" }], T0, false],
  [
    "all were closed, dismissed or merged",
    [{ state: "closed" }, { state: "dismissed" }, { state: "merged" }],
    T0,
    true,
  ],
  ["it was resolved a minute ago and may be closed yet", [resolved], T0 + 60_000, false],
  ["it was resolved and left alone for two minutes", [resolved], T0 + 120_000, true],
] as const)("%s", (_, incidents, now, isIt) => expect(isOver(incidents, now)).toBe(isIt));
