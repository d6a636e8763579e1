import { useState } from "react";
import { type ListName, listKey } from "#lib/domain/runbooks/list-place.ts";
import type { ChecklistView } from "#lib/protocol/incident-views.ts";

const nameOf = ({ runbook, on }: ChecklistView): ListName => ({ runbookId: runbook.id, ...(on && { on }) });

/** Text that is equal for the same checklist of an incident alone. */
export const keyOf = (list: ChecklistView): string => listKey(nameOf(list));

interface ShownList {
  readonly shown: ChecklistView | undefined;
  readonly choose: (key: string) => void;
}

/** Whoever works on one keeps it when the order changes: that another comes first is said, not done under their hands. */
export function useShownList(lists: readonly ChecklistView[]): ShownList {
  const [first] = lists;
  const [chosen, setChosen] = useState<string | undefined>(first && keyOf(first));
  if (chosen === undefined && first !== undefined) setChosen(keyOf(first));
  return { shown: lists.find((list) => keyOf(list) === chosen) ?? first, choose: setChosen };
}
