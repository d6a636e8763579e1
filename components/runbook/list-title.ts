import { placeWords } from "#lib/domain/runbooks/list-place.ts";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";

type Listed = Pick<ChecklistView, "runbook" | "on">;

/** Of a checklist among the others, what tells them apart: the place, where all are of one runbook; else its title first. */
export function listTitle({ runbook, on }: Listed, lists: readonly Listed[]): string {
  const alike = lists.filter((list) => list.runbook.id === runbook.id).length;
  if (alike === 1 || on === undefined) return runbook.title;
  const place = placeWords(on);
  return alike === lists.length ? place : `${runbook.title}, ${place}`;
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
