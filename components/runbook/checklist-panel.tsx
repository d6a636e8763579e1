"use client";

import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { Seg } from "../ui/seg.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { Checklist } from "./checklist.tsx";
import { listTitle, whereWords } from "./list-title.ts";
import { RunbookChoice } from "./runbook-choice.tsx";
import { SameElsewhere } from "./same-elsewhere.tsx";
import { keyOf } from "./use-shown-list.ts";

interface ChecklistPanelProps {
  readonly incident: IncidentDetail;
  /** One of its checklists. */
  readonly shown: ChecklistView | undefined;
  readonly onChoose: (key: string) => void;
  readonly canWrite: boolean;
}

/** The runbooks this incident works with: one at a time, each step where it stands. */
export function ChecklistPanel({ incident, shown, onChoose, canWrite }: ChecklistPanelProps) {
  const lists = incident.checklists;
  const at = shown === undefined ? -1 : lists.indexOf(shown);
  const move = (by: number) => {
    const next = lists[inBounds(at + by, lists.length)];
    if (next !== undefined) onChoose(keyOf(next));
  };
  useKeys(
    lists.length < 2
      ? []
      : [
          { keys: "]", does: "next checklist", run: () => move(1) },
          { keys: "[", does: "checklist before", run: () => move(-1) },
        ],
  );
  return (
    <section className="rb" aria-label="Runbook">
      {lists.length > 1 && shown !== undefined && (
        <div className="rbs">
          <Seg
            label="Runbooks of this incident"
            value={keyOf(shown)}
            onChange={onChoose}
            options={lists.map((list) => ({ value: keyOf(list), text: listTitle(list, lists) }))}
          />
        </div>
      )}
      {shown === undefined ? (
        <div className="none">
          <h2>No runbook yet</h2>
          <p>
            {incident.symptoms.length === 0
              ? "No symptom belongs to this incident, so none was chosen."
              : "No runbook serves its symptoms; the evidence stands at the right."}
          </p>
        </div>
      ) : (
        <Checklist
          key={keyOf(shown)}
          about={<SameElsewhere list={shown} incident={incident} canWrite={canWrite} />}
          where={whereWords(shown, incident)}
          incidentId={incident.id}
          hostId={hostOf(shown, incident)}
          list={shown}
          canWrite={canWrite}
          onShow={(runbookId, hostId) => {
            const alike = lists.filter(({ runbook }) => runbook.id === runbookId);
            const other = alike.find(({ on }) => on?.hostId === hostId) ?? alike[0];
            if (other !== undefined) onChoose(keyOf(other));
          }}
        />
      )}
      {canWrite && <RunbookChoice incidentId={incident.id} except={incident.runbookIds} />}
    </section>
  );
}

/** The host its checks read. */
const hostOf = (list: ChecklistView, incident: IncidentDetail): string | undefined =>
  list.on?.hostId ?? incident.symptoms[0]?.hostId ?? incident.hostIds[0];
