import type { CheckReading, PassCondition, Runbook, StepState } from "../../domain/runbook.ts";
import { fillCommand, fillProse } from "../../domain/runbooks/fill-command.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { ChecklistView } from "../../protocol/views.ts";
import type { StoredChecklist } from "../ports-incidents.ts";

/** Values for commands: what the symptom found, and where. */
function factsOf(checklist: StoredChecklist, symptoms: readonly Symptom[]): Readonly<Record<string, string>> {
  const symptom = symptoms.find(({ id }) => id === checklist.symptomId);
  return {
    ...(checklist.hostId !== undefined && { host: checklist.hostId }),
    ...(checklist.subject !== "" && { container: checklist.subject }),
    ...symptom?.facts,
  };
}

/** A checklist as drawn: each step where it stands, its reading now, its commands with real names. */
export function toChecklistView(
  checklist: StoredChecklist,
  symptoms: readonly Symptom[],
  read: (pass: PassCondition) => CheckReading | undefined,
): ChecklistView {
  const facts = factsOf(checklist, symptoms);
  const touched = new Map(checklist.steps.map((state) => [state.stepId, state]));
  const { symptomId } = checklist;
  const runbook: Runbook = {
    ...checklist.runbook,
    intro: fillProse(checklist.runbook.intro, facts),
    steps: checklist.runbook.steps.map((step) => ({ ...step, text: fillProse(step.text, facts) })),
  };
  return {
    runbook,
    ...(symptomId !== undefined && { symptomId }),
    steps: runbook.steps.map((step): StepState => {
      const check = step.pass && read(step.pass);
      const state = touched.get(step.id) ?? { stepId: step.id, mark: "open" as const };
      return check ? { ...state, check } : state;
    }),
    commands: Object.fromEntries(
      runbook.steps.map((step) => [step.id, step.commands.map((command) => fillCommand(command, facts))]),
    ),
  };
}
