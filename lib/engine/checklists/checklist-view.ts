import type { AllowedAction } from "../../domain/action.ts";
import type { CheckReading, PassCondition, Runbook, RunbookStep, StepState } from "../../domain/runbook.ts";
import { rootOf } from "../../domain/runbooks/by-cause.ts";
import {
  answerNow,
  conditionOf,
  currentStep,
  locksOf,
  markNow,
  wayNow,
} from "../../domain/runbooks/current-step.ts";
import { differencesOf } from "../../domain/runbooks/differences.ts";
import { enginesText, fitsEngines } from "../../domain/runbooks/engine-range.ts";
import { fillCommand, fillProse } from "../../domain/runbooks/fill-command.ts";
import { type ListName, placeOf } from "../../domain/runbooks/list-place.ts";
import { runbookFor } from "../../domain/runbooks/runbook-for.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { ChecklistView, StepRun } from "../../protocol/incident-views.ts";
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

export interface ChecklistSurroundings {
  /** The library as it is now. */
  readonly runbooks: readonly Runbook[];
  /** Those the incident works with. */
  readonly openLists: readonly ListName[];
  /** People still work with it. */
  readonly isLive: boolean;
  /** What the gate's configuration allows on the host. */
  readonly actions: readonly AllowedAction[];
  /** Version of the host's engine; undefined where nobody knows. */
  readonly engine: string | undefined;
}

/** A checklist as drawn: each step where it stands, its reading now, its commands with real names. */
export function toChecklistView(
  checklist: StoredChecklist,
  symptoms: readonly Symptom[],
  read: (condition: PassCondition) => CheckReading | undefined,
  { runbooks, openLists, isLive, actions, engine }: ChecklistSurroundings,
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
  const markOf = markNow(runbook.steps, symptom, read, checklist.steps);
  const current = currentStep(runbook.steps, markOf, symptom);
  const { leadsTo } = wayNow(runbook.steps, read, checklist.steps);
  const stateOf = (step: RunbookStep): StepState => {
    const recorded = touched.get(step.id);
    const mark = markOf(step.id);
    const answer = answerNow(step, read, recorded);
    const locks = locksOf(step, markOf);
    const isDerived = mark === "not-needed" || mark === "answered";
    return {
      ...(recorded ?? { stepId: step.id, mark: "open" }),
      ...(isDerived && { mark }),
      ...(answer && { answer }),
      ...(locks.length > 0 && { lockedBy: locks }),
    };
  };
  return {
    runbook,
    ...placeOf(checklist),
    ...(symptomId !== undefined && { symptomId }),
    ...(current && { currentStepId: current.step.id }),
    ...(leadsTo && {
      leadsTo: {
        ...leadsTo,
        title: runbooks.find(({ id }) => id === leadsTo.runbookId)?.title ?? leadsTo.runbookId,
        isOpen: openLists.some(({ runbookId }) => runbookId === leadsTo.runbookId),
      },
    }),
    ...(isLive && runsOf(runbook, checklist.hostId, facts, actions)),
    ...(isLive && causeOf(symptom, symptoms, runbooks, openLists)),
    ...engineNote(runbook, engine),
    ...(isLive && newerText(checklist.runbook, runbooks)),
    steps: runbook.steps.map((step) => withReading(step, stateOf(step), read)),
    commands: Object.fromEntries(
      runbook.steps.map((step) => [step.id, step.commands.map((command) => fillCommand(command, facts))]),
    ),
  };
}

function engineNote({ engines }: Runbook, engine: string | undefined): Pick<ChecklistView, "engineNote"> {
  if (engines === undefined || engine === undefined || fitsEngines(engines, engine) !== false) return {};
  return { engineNote: { wanted: enginesText(engines), actual: engine } };
}

function runsOf(
  { steps }: Runbook,
  hostId: string | undefined,
  facts: Readonly<Record<string, string>>,
  actions: readonly AllowedAction[],
): Pick<ChecklistView, "runs"> {
  const runs = steps.flatMap(({ id, run }): readonly (readonly [string, StepRun])[] => {
    if (run === undefined || hostId === undefined) return [];
    const allowed = actions.find(({ verb }) => verb === run.verb);
    const container = run.variable && facts[run.variable];
    return [
      [
        id,
        {
          verb: run.verb,
          hostId,
          isAllowed: allowed !== undefined,
          needsSecond: allowed?.needsSecond ?? false,
          ...(container && { container }),
        },
      ],
    ];
  });
  return runs.length === 0 ? {} : { runs: Object.fromEntries(runs) };
}

/** The symptom behind the one of this checklist, and what serves it. */
function causeOf(
  symptom: Symptom | undefined,
  symptoms: readonly Symptom[],
  runbooks: readonly Runbook[],
  openLists: readonly ListName[],
): Pick<ChecklistView, "cause"> {
  const root = symptom && rootOf(symptom, symptoms);
  if (root === undefined || root.id === symptom?.id) return {};
  const runbook = runbookFor(root.mode, runbooks);
  const isOpen = openLists.some(
    ({ runbookId, on }) => runbookId === runbook?.id && (on === undefined || on.hostId === root.hostId),
  );
  return {
    cause: {
      symptomId: root.id,
      title: root.title,
      hostId: root.hostId,
      ...(runbook && {
        runbook: { id: runbook.id, title: runbook.title, isOpen },
      }),
    },
  };
}

/** The text of the library where it is another one than the checklist works with. */
function newerText(before: Runbook, runbooks: readonly Runbook[]): Pick<ChecklistView, "newer"> {
  const after = runbooks.find(({ id }) => id === before.id);
  if (after === undefined || after.version === before.version) return {};
  return { newer: { version: after.version, differences: differencesOf(before, after) } };
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
