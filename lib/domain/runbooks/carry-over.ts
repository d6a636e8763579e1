import type { IncidentId } from "../ids.ts";
import type { Runbook, StepState } from "../runbook.ts";
import { outdatedSteps } from "./differences.ts";
import { type ListPlace, listKey, nameOf } from "./list-place.ts";

interface WorkedList {
  readonly runbook: Runbook;
  readonly hostId?: ListPlace["hostId"];
  readonly subject: string;
  readonly steps: readonly StepState[];
}

/** The checklists of an incident that was merged into another one. */
export interface MergedLists {
  readonly incidentId: IncidentId;
  readonly lists: readonly WorkedList[];
}

/** What was done of this list there, but for steps whose text asks something else here. */
function doneThere(list: WorkedList, { incidentId, lists }: MergedLists): readonly StepState[] {
  const there = lists.find((one) => listKey(nameOf(one)) === listKey(nameOf(list)));
  if (there === undefined) return [];
  const outdated = outdatedSteps(there.runbook, list.runbook);
  return there.steps
    .filter(({ stepId, mark }) => mark !== "open" && !outdated.includes(stepId))
    .map((state) => ({ ...state, doneIn: state.doneIn ?? incidentId }));
}

/**
 * A checklist goes on from where the merged incidents left the same one: same runbook, same host or container. Their
 * entries stay on their own timelines, so each mark says where it was set. What was done here since counts.
 */
export function carriedOver<List extends WorkedList>(list: List, merged: readonly MergedLists[]): List {
  const own = new Set(list.steps.map(({ stepId }) => stepId));
  const newest = new Map<string, StepState>();
  for (const state of merged.flatMap((one) => doneThere(list, one))) {
    const known = newest.get(state.stepId);
    if (own.has(state.stepId) || (known?.changedAt ?? 0) > (state.changedAt ?? 0)) continue;
    newest.set(state.stepId, state);
  }
  return newest.size === 0 ? list : { ...list, steps: [...list.steps, ...newest.values()] };
}
