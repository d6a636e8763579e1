import { expect, test } from "vitest";
import type { Runbook } from "#lib/domain/runbook.ts";
import { MODE_IDS } from "#lib/domain/symptom.ts";
import { coverageOf, framedMode, nextMode } from "./coverage.ts";
import { conditionWords } from "./pass-words.ts";
import { usedIn, workedWith } from "./used.ts";

const aRunbook: Runbook = {
  id: "daemon-hung",
  title: "dockerd hung",
  symptoms: ["daemon-hung"],
  intro: "",
  steps: [],
  version: "0",
  file: "daemon-hung.md",
};

const NOW = Date.parse("2026-11-18T09:00:00Z");

test.each([
  ["2026-11-04", "exercised"],
  ["2026-08-01", "older"],
])("what was gone through in the lab on %s is %s", (on, look) => {
  const runbook = {
    ...aRunbook,
    exercised: [
      { on: "2025-01-01", engine: "20.10.24" },
      { on, engine: "26.1.5" },
    ],
  };
  const modes = coverageOf([runbook], [], NOW).flatMap((group) => group.modes);
  expect(modes.find(({ mode }) => mode === "daemon-hung")?.look).toBe(look);
});

test("every mode stands in exactly one group, and what no runbook serves is a hole", () => {
  const modes = coverageOf([aRunbook], [], NOW).flatMap((group) => group.modes);
  expect(modes.map(({ mode }) => mode).toSorted()).toEqual([...MODE_IDS].toSorted());
  expect(modes.filter(({ runbook }) => runbook !== undefined).map(({ mode }) => mode)).toEqual([
    "daemon-hung",
  ]);
});

test("a mode whose own file is broken is told apart from one that has none", () => {
  const problem = { file: "daemon-down.md", line: 3, column: 1, reason: "Unknown key." };
  const modes = coverageOf([aRunbook], [problem], NOW).flatMap((group) => group.modes);
  const lookOf = (id: string) => modes.find(({ mode }) => mode === id)?.look;
  expect(lookOf("daemon-down")).toBe("broken");
  expect(lookOf("containerd-hung")).toBe("hole");
  expect(lookOf("daemon-hung")).toBe("lab");
});

test("the arrows walk every square once round, and h goes from hole to hole", () => {
  const groups = coverageOf([aRunbook], [], NOW);
  const seen = new Set<string>();
  let at = framedMode(groups, undefined, aRunbook)?.mode;
  for (const _ of MODE_IDS) {
    at = nextMode(groups, at, 1)?.mode;
    seen.add(at ?? "nowhere");
  }
  expect(at).toBe("daemon-hung");
  expect(seen.size).toBe(MODE_IDS.length);
  expect(nextMode(groups, nextMode(groups, at, 1)?.mode, -1)?.mode).toBe(at);
  expect(nextMode(groups, at, 1, ({ look }) => look === "hole")?.runbook).toBeUndefined();
  expect(nextMode(groups, at, 1, ({ look }) => look === "broken")).toBeUndefined();
});

test("a runbook is counted where it was worked with, not where an incident was dismissed", () => {
  const opened = { openedAt: 1_000, state: "closed", runbookIds: ["daemon-hung"] } as const;
  const incidents = [
    opened,
    { ...opened, openedAt: 3_000, state: "active" },
    { ...opened, openedAt: 9_000, state: "dismissed" },
  ] as const;
  expect(usedIn("daemon-hung", incidents)).toEqual({ count: 2, lastAt: 3_000 });
  expect(workedWith("daemon-hung", incidents).map(({ openedAt }) => openedAt)).toEqual([3_000, 1_000]);
  expect(usedIn("daemon-down", incidents)).toBeUndefined();
});

test("what ticks a step reads as a sentence beside its probe", () => {
  const step = { id: "a", kind: "check", title: "", text: "", commands: [] } as const;
  expect(
    conditionWords({ ...step, pass: { probe: "api.ping", operator: "below", value: 1_000 } }),
  ).toMatchObject({ verb: "passes", words: "below 1 s", probe: "api.ping" });
  expect(conditionWords({ ...step, confirm: { probe: "api.ping", operator: "no-answer" } })).toMatchObject({
    verb: "confirmed",
    words: "when nothing answers",
  });
  expect(conditionWords(step)).toBeUndefined();
});
