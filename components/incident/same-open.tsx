import Link from "next/link";
import { useTopic } from "#lib/client/hooks.ts";
import { isLit, isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

/** Lit symptoms of the same kind that another incident works on: the first of each incident. */
export function sameElsewhere(
  { id, symptoms: own }: Pick<IncidentDetail, "id" | "symptoms">,
  symptoms: readonly SymptomView[],
): readonly SymptomView[] {
  const modes = new Set(own.filter(isCause).map(({ mode }) => mode));
  const others = symptoms.filter(
    (symptom) =>
      symptom.incidentId !== undefined &&
      symptom.incidentId !== id &&
      modes.has(symptom.mode) &&
      isCause(symptom),
  );
  return [
    ...new Map(others.toReversed().map((symptom) => [symptom.incidentId, symptom])).values(),
  ].toReversed();
}

const isCause = (symptom: SymptomView): boolean => isLit(symptom) && symptom.absorbedBy === undefined;

/** Two rooms for one cause: whoever is in one should know of the other before both work on it. */
export function SameOpen({ incident }: { readonly incident: IncidentDetail }) {
  const symptoms = useTopic("symptoms").value ?? [];
  const same = isOpen(incident.state) ? sameElsewhere(incident, symptoms) : [];
  if (same.length === 0) return null;
  return (
    <div role="status">
      {same.map(({ incidentId = "", title, hostId }) => (
        <p key={incidentId} className="mrg">
          <Mark name="notice" size={14} />
          <span>
            <b>{incidentId} works on the same:</b> <MachineText text={title} limit={120} /> on{" "}
            <MachineText text={hostId} limit={63} />. If it is one cause, merge one into the other.
          </span>
          <Link href={places.incident(incidentId)}>Open {incidentId}</Link>
        </p>
      ))}
    </div>
  );
}
