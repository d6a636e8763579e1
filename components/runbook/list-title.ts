import { placeWords } from "#lib/domain/runbooks/list-place.ts";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";

type Listed = Pick<ChecklistView, "runbook" | "on">;

/** Of a checklist among the others: where its runbook has several, what tells them apart. */
export function listTitle({ runbook, on }: Listed, lists: readonly Listed[]): string {
  const isAlone = lists.filter((list) => list.runbook.id === runbook.id).length === 1;
  return isAlone || on === undefined ? runbook.title : `${runbook.title}, ${placeWords(on)}`;
}

/** The host or container of a checklist, unless the incident is about nothing else. */
export function whereWords(
  { on }: Listed,
  {
    hostIds,
    symptoms,
  }: Pick<IncidentDetail, "hostIds"> & {
    readonly symptoms: readonly { readonly subject: string }[];
  },
): string | undefined {
  const hasOthers = hostIds.length > 1 || new Set(symptoms.map(({ subject }) => subject)).size > 1;
  return on !== undefined && hasOthers ? placeWords(on) : undefined;
}
