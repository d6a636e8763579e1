import { chooseRunbook } from "#lib/client/api.ts";
import { isLit } from "#lib/domain/incidents/transitions.ts";
import { placeWords } from "#lib/domain/runbooks/list-place.ts";
import type { ChecklistView, IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

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
      !checklists.some((list) => follows(list, symptom)),
  );
}

/** By the symptom, and once it came back as another one by what it is worked through for. */
const follows = ({ symptomId, on }: ChecklistView, { id, hostId, subject }: SymptomView): boolean =>
  symptomId === id || (on?.hostId === hostId && on.subject === subject);

interface SameElsewhereProps {
  readonly list: ChecklistView;
  readonly incident: IncidentDetail;
  readonly canWrite: boolean;
}

/** More buttons than this are a list; the others come as these are taken. */
const OFFERED = 6;

/** A checklist reads and names one thing on one host: whoever works on several takes one for each. */
export function SameElsewhere({ list, incident, canWrite }: SameElsewhereProps) {
  const act = useAct();
  const { on } = list;
  const others = notFollowed(list, incident);
  if (on === undefined || others.length === 0) return null;
  const offered = others.slice(0, OFFERED);
  return (
    <Message kind="waiting">
      These checks and commands are for <b>{placeWords(on)}</b>. The same is wrong with{" "}
      {others.length === 1 ? "another" : `${others.length} others`}
      {canWrite ? "; each can have its own steps:" : "."}
      {act.failure !== undefined && <span role="alert"> {act.failure}</span>}
      {canWrite && (
        <span className="others">
          {offered.map((symptom) => (
            <Button
              key={symptom.id}
              isSmall
              disabled={act.isBusy}
              onClick={() => void act.run(() => chooseRunbook(incident.id, list.runbook.id, symptom.id))}
            >
              Steps for <MachineText text={placeWords(symptom)} limit={60} />
            </Button>
          ))}
          {others.length > OFFERED && <span>and {others.length - OFFERED} more</span>}
        </span>
      )}
    </Message>
  );
}
