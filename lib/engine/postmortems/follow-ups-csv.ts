import { toCsv } from "../../domain/postmortem/csv.ts";
import { dayOf, inOrderOfUrgency, isOverdue } from "../../domain/postmortem/follow-ups.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { PostmortemRow } from "../../protocol/postmortem-views.ts";

const HEAD = [
  "incident",
  "title",
  "action",
  "kind",
  "owner",
  "due",
  "state",
  "done",
  "created",
  "created by",
];

/** Actions of all postmortems, the most urgent first. */
export function followUpsCsv(rows: readonly PostmortemRow[], now: EpochMs): string {
  const today = dayOf(now);
  const all = rows.flatMap(({ id, title, postmortem }) =>
    (postmortem?.followUps ?? []).map((followUp) => ({ ...followUp, incidentId: id, title })),
  );
  return toCsv(
    HEAD,
    inOrderOfUrgency(all).map((one) => [
      one.incidentId,
      one.title,
      one.text,
      one.kind,
      one.owner?.name ?? "",
      one.dueOn ?? "",
      one.doneAt !== undefined ? "done" : isOverdue(one, today) ? "overdue" : "open",
      one.doneAt === undefined ? "" : dayOf(one.doneAt),
      dayOf(one.createdAt),
      one.createdBy,
    ]),
  );
}
