import { isLit } from "#lib/domain/incidents/transitions.ts";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";

/** Lit symptoms that this runbook serves as well and no checklist of the incident follows. */
export function notFollowed(
  { runbook, symptomId }: Pick<ChecklistView, "runbook" | "symptomId">,
  { symptoms, checklists }: Pick<IncidentDetail, "symptoms" | "checklists">,
): readonly SymptomView[] {
  if (symptomId === undefined) return [];
  return symptoms.filter(
    (symptom) =>
      isLit(symptom) &&
      symptom.absorbedBy === undefined &&
      runbook.symptoms.includes(symptom.mode) &&
      !checklists.some((list) => list.symptomId === symptom.id),
  );
}

interface SameElsewhereProps {
  readonly list: ChecklistView;
  readonly incident: IncidentDetail;
}

/** A checklist reads and names one thing on one host: whoever works on several has to know which. */
export function SameElsewhere({ list, incident }: SameElsewhereProps) {
  const followed = incident.symptoms.find(({ id }) => id === list.symptomId);
  const others = notFollowed(list, incident);
  if (followed === undefined || others.length === 0) return null;
  return (
    <Message kind="waiting">
      These checks and commands are for <Named symptom={followed} />. The same is wrong with{" "}
      {others.map((symptom, index) => (
        <span key={symptom.id}>
          {index > 0 && ", "}
          <Named symptom={symptom} />
        </span>
      ))}
      : split it off to have its own steps, or go through these there.
    </Message>
  );
}

const Named = ({ symptom: { subject, hostId } }: { readonly symptom: SymptomView }) => (
  <b>
    {subject !== "" && (
      <>
        <MachineText text={subject} limit={80} /> on{" "}
      </>
    )}
    <MachineText text={hostId} limit={63} />
  </b>
);
