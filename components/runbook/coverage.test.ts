import { expect, test } from "vitest";
import type { Runbook } from "#lib/domain/runbook.ts";
import { MODE_IDS } from "#lib/domain/symptom.ts";
import { coverageOf } from "./coverage.ts";
import { conditionWords } from "./pass-words.ts";

const aRunbook: Runbook = {
  id: "daemon-hung",
  title: "dockerd hung",
  symptoms: ["daemon-hung"],
  intro: "",
  steps: [],
  version: "0",
  file: "daemon-hung.md",
};

test("every mode stands in exactly one group, and what no runbook serves is a hole", () => {
  const modes = coverageOf([aRunbook]).flatMap((group) => group.modes);
  expect(modes.map(({ mode }) => mode).toSorted()).toEqual([...MODE_IDS].toSorted());
  expect(modes.filter(({ runbook }) => runbook !== undefined).map(({ mode }) => mode)).toEqual([
    "daemon-hung",
  ]);
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
