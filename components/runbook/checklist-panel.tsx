"use client";

import { useState } from "react";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Seg } from "../ui/seg.tsx";
import { Checklist } from "./checklist.tsx";
import { RunbookChoice } from "./runbook-choice.tsx";
import { SameElsewhere } from "./same-elsewhere.tsx";

interface ChecklistPanelProps {
  readonly incident: IncidentDetail;
  readonly canWrite: boolean;
}

/** The runbooks this incident works with: one at a time, each step where it stands. */
export function ChecklistPanel({ incident, canWrite }: ChecklistPanelProps) {
  const lists = incident.checklists;
  // Whoever works on one keeps it when the order changes: that another comes first is said, not done under their hands.
  const [chosen, setChosen] = useState<string | undefined>(lists[0] && keyOf(lists[0]));
  const shown = lists.find((list) => keyOf(list) === chosen) ?? lists[0];
  return (
    <section className="rb" aria-label="Runbook">
      {lists.length > 1 && shown !== undefined && (
        <div className="rbs">
          <Seg
            label="Runbooks of this incident"
            value={keyOf(shown)}
            onChange={setChosen}
            options={lists.map((list) => ({ value: keyOf(list), text: list.runbook.title }))}
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
          about={<SameElsewhere list={shown} incident={incident} />}
          incidentId={incident.id}
          hostId={hostOf(shown, incident)}
          list={shown}
          canWrite={canWrite}
          onShow={(runbookId) => {
            const other = lists.find(({ runbook }) => runbook.id === runbookId);
            if (other !== undefined) setChosen(keyOf(other));
          }}
        />
      )}
      {canWrite && <RunbookChoice incidentId={incident.id} except={incident.runbookIds} />}
    </section>
  );
}

/** The host its checks read. */
const hostOf = (list: ChecklistView, incident: IncidentDetail): string | undefined =>
  (incident.symptoms.find(({ id }) => id === list.symptomId) ?? incident.symptoms[0])?.hostId ??
  incident.hostIds[0];

const keyOf = (list: ChecklistView): string => `${list.runbook.id} ${list.symptomId ?? ""}`;
