import { conditionText } from "../checks/condition-text.ts";
import { canonicalJson } from "../incidents/canonical-json.ts";
import type { PassCondition, Runbook, RunbookStep } from "../runbook.ts";
import { enginesText } from "./engine-range.ts";

/** More than this nobody reads in a room; what is left is counted. */
const TOLD = 12;

/** Whatever the order of their keys: the text that an incident keeps comes out of the database. */
const isSame = (left: unknown, right: unknown): boolean =>
  canonicalJson(left ?? null) === canonicalJson(right ?? null);

const said = (condition: PassCondition | undefined): string =>
  condition === undefined ? "nothing" : `${condition.probe} ${conditionText(condition)}`;

/** What is another thing in one step: which of its parts, and of its condition from what to what. */
function stepDifferences(before: RunbookStep, after: RunbookStep): readonly string[] {
  const parts = [
    ...(before.kind === after.kind ? [] : [`is ${after.kind} instead of ${before.kind}`]),
    ...(["pass", "confirm"] as const).flatMap((word) =>
      isSame(before[word], after[word])
        ? []
        : [`${word}: ${said(after[word])} instead of ${said(before[word])}`],
    ),
    ...(isSame(before.commands, after.commands) ? [] : ["other commands"]),
    ...(isSame(before.warning, after.warning) ? [] : ["another warning"]),
    ...(isSame(before.when, after.when) ? [] : ["is for other hosts"]),
    ...(isSame(before.lockedBy, after.lockedBy) ? [] : ["is locked by other steps"]),
    ...(isSame(before.run, after.run) ? [] : ["another action"]),
    ...(isSame([before.yes, before.no], [after.yes, after.no]) ? [] : ["answers lead elsewhere"]),
    ...(before.text === after.text ? [] : ["other words"]),
  ];
  return parts.length === 0 ? [] : [`Step “${after.title}”: ${parts.join(", ")}`];
}

const order = (steps: readonly RunbookStep[], among: readonly RunbookStep[]): string =>
  steps
    .filter(({ id }) => among.some((step) => step.id === id))
    .map(({ id }) => id)
    .join(" ");

/** What a newer text of a runbook says differently, in sentences, steps first. */
export function differencesOf(before: Runbook, after: Runbook): readonly string[] {
  const counterpart = (steps: readonly RunbookStep[], { id }: RunbookStep) =>
    steps.find((step) => step.id === id);
  const all = [
    ...after.steps.flatMap((step) => {
      const old = counterpart(before.steps, step);
      return old === undefined ? [`New step “${step.title}”`] : stepDifferences(old, step);
    }),
    ...before.steps
      .filter((step) => counterpart(after.steps, step) === undefined)
      .map(({ title }) => `Step “${title}” is gone`),
    ...(order(before.steps, after.steps) === order(after.steps, before.steps)
      ? []
      : ["The steps stand in another order"]),
    ...(before.title === after.title ? [] : [`It is called “${after.title}”`]),
    ...(before.intro === after.intro ? [] : ["Other words before the first step"]),
    ...(isSame(before.engines, after.engines)
      ? []
      : [`For engines ${after.engines === undefined ? "of any version" : enginesText(after.engines)}`]),
    ...(isSame([...before.symptoms].sort(), [...after.symptoms].sort()) ? [] : ["It serves other symptoms"]),
    ...(isSame(before.owner, after.owner) ? [] : [`Its owner is ${after.owner ?? "nobody"}`]),
    ...(isSame(before.exercised, after.exercised) ? [] : ["It was exercised since"]),
  ];
  if (all.length === 0) return ["Nothing that is shown: blank lines or the like"];
  return all.length <= TOLD ? all : [...all.slice(0, TOLD), `and ${all.length - TOLD} more`];
}

/** Steps whose mark does not hold for the newer text: gone, or asking for another thing. */
export const outdatedSteps = (before: Runbook, after: Runbook): readonly string[] =>
  before.steps
    .filter((step) => {
      const next = after.steps.find(({ id }) => id === step.id);
      const asked = ({ kind, pass, confirm, run, yes, no }: RunbookStep) => [
        kind,
        pass,
        confirm,
        run,
        yes,
        no,
      ];
      return next === undefined || !isSame(asked(step), asked(next));
    })
    .map(({ id }) => id);
