import { describe, expect, test } from "vitest";
import { anIncident, aSymptom } from "../../domain/incidents/testing/builders.ts";
import type { CheckReading, Runbook, RunbookStep, StepState } from "../../domain/runbook.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { createSymptomContext } from "./symptom-context.ts";

const base = { text: "", commands: [] } as const;
const STEPS: readonly RunbookStep[] = [
  {
    ...base,
    id: "confirm",
    kind: "check",
    title: "Confirm it",
    confirm: { probe: "api.ping", operator: "no-answer" },
  },
  {
    ...base,
    id: "start",
    kind: "manual",
    title: "Start it",
    commands: ["systemctl start docker # {{host}} {{image}}"],
  },
  {
    ...base,
    id: "verify",
    kind: "verify",
    title: "Verify it",
    pass: { probe: "api.ping", operator: "answers" },
  },
];
const RUNBOOK: Runbook = {
  id: "daemon-down",
  title: "dockerd down",
  symptoms: ["daemon-down"],
  intro: "",
  version: "v1",
  file: "daemon-down.md",
  steps: STEPS,
};

function nextOf(
  symptom: Symptom,
  met: readonly string[],
  checklist?: { readonly runbook: Runbook; readonly steps: readonly StepState[] },
) {
  const context = createSymptomContext({
    runbooks: () => [RUNBOOK],
    incidentOf: () => (checklist ? anIncident() : undefined),
    checklistOf: () => checklist,
    readCheck: ({ operator }): CheckReading => ({
      outcome: met.includes(operator) ? "passing" : "failing",
      reading: "",
      condition: "",
    }),
  });
  return context(symptom);
}

describe("what a symptom's row says is next", () => {
  test("without an incident, the first step that the readings leave open, with its command filled in", () => {
    expect(nextOf(aSymptom(), ["no-answer"]).next).toEqual({
      stepNumber: 2,
      title: "Start it",
      command: "systemctl start docker # web-1 ‹image›",
    });
  });

  test("with one, where its checklist stands, in the text it was opened with", () => {
    const runbook = { ...RUNBOOK, title: "as it was", steps: STEPS.slice(1) };
    const context = nextOf(aSymptom(), ["no-answer"], {
      runbook,
      steps: [{ stepId: "start", mark: "ticked" }],
    });
    expect(context.next).toEqual({ stepNumber: 2, title: "Verify it" });
    expect(context.runbook).toEqual({ id: "daemon-down", title: "as it was", stepCount: 2 });
  });

  test("opening an incident does not send people back to what the readings confirm", () => {
    const before = nextOf(aSymptom(), ["no-answer"]).next;
    expect(nextOf(aSymptom(), ["no-answer"], { runbook: RUNBOOK, steps: [] }).next).toEqual(before);
  });

  test("while it recovers, the verification, and nothing once that passes", () => {
    const recovering = aSymptom({ state: "recovering" });
    expect(nextOf(recovering, []).next).toEqual({ stepNumber: 3, title: "Verify it" });
    expect(nextOf(recovering, ["answers"]).next).toBeUndefined();
  });
});
