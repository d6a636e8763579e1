import type { CheckReading, PassCondition, Runbook, RunbookStep, StepState } from "../../domain/runbook.ts";
import { conditionOf, currentStep, markNow } from "../../domain/runbooks/current-step.ts";
import { fillCommand, fillProse } from "../../domain/runbooks/fill-command.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { ChecklistView } from "../../protocol/incident-views.ts";
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
  read: (condition: PassCondition) => CheckReading | undefined,
): ChecklistView {
  const facts = factsOf(checklist, symptoms);
  const touched = new Map(checklist.steps.map((state) => [state.stepId, state]));
  const { symptomId } = checklist;
  const symptom = symptoms.find(({ id }) => id === symptomId);
  const runbook: Runbook = {
    ...checklist.runbook,
    intro: fillProse(checklist.runbook.intro, facts),
    steps: checklist.runbook.steps.map((step) => ({ ...step, text: fillProse(step.text, facts) })),
  };
  const current = currentStep(runbook.steps, markNow(runbook.steps, symptom, read, checklist.steps), symptom);
  return {
    runbook,
    ...(symptomId !== undefined && { symptomId }),
    ...(current && { currentStepId: current.step.id }),
    steps: runbook.steps.map((step) =>
      withReading(step, touched.get(step.id) ?? { stepId: step.id, mark: "open" }, read),
    ),
    commands: Object.fromEntries(
      runbook.steps.map((step) => [step.id, step.commands.map((command) => fillCommand(command, facts))]),
    ),
  };
}

/** What was confirmed keeps the reading that did it; the reading of now would speak of another moment. */
function withReading(
  step: RunbookStep,
  state: StepState,
  read: (condition: PassCondition) => CheckReading | undefined,
): StepState {
  const condition = conditionOf(step);
  const check = condition && read(condition);
  if (check === undefined) return state;
  if (state.mark === "confirmed" && check.outcome !== "passing") return state;
  const verb = step.confirm === undefined ? "passes" : "confirmed";
  return { ...state, check: { ...check, condition: `${verb} ${check.condition}` } };
}
