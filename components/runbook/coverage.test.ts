import { expect, test } from "vitest";
import type { Runbook } from "#lib/domain/runbook.ts";
import { MODE_IDS } from "#lib/domain/symptom.ts";
import { coverageOf } from "./coverage.ts";
import { passWords } from "./pass-words.ts";

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

test("a pass condition reads as a sentence after its probe", () => {
  expect(passWords({ probe: "api.ping", operator: "below", value: 1_000 })).toBe("below 1000");
  expect(passWords({ probe: "api.ping", operator: "answers" })).toBe("answers");
  expect(passWords({ probe: "process.dockerd", operator: "is-not", value: "T" })).toBe("is not T");
});
