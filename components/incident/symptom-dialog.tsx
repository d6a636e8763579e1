"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { detachSymptoms, splitIncident } from "#lib/client/api.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { useAct } from "../ui/use-act.ts";
import { OtherIncident } from "./other-incident.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

export interface SymptomAct {
  readonly kind: "detach" | "move" | "split";
  readonly symptom: SymptomView;
}

const WHY: Readonly<Record<SymptomAct["kind"], string>> = {
  detach: "Its entries stay here. No rule brings it back; a person can attach it again.",
  move: "Its entries stay here; what happens from now on is told there. Both incidents say so.",
  split:
    "The chosen symptoms go on in a new incident. Entries stay where they are; each says where the other is.",
};
const ACTION: Readonly<Record<SymptomAct["kind"], string>> = {
  detach: "Detach",
  move: "Attach there",
  split: "Split off",
};

/** The action first: three dialogs ask about the same symptom. */
const TITLES: Readonly<Record<SymptomAct["kind"], (incident: string, symptom: string) => string>> = {
  detach: (incident, symptom) => `Detach “${symptom}” from ${incident}`,
  move: (_incident, symptom) => `Attach “${symptom}” to another incident`,
  split: (incident) => `Split ${incident}`,
};

/** Overrides the rule that brought a symptom here, with a reason that stays on the timeline. */
export function SymptomDialog({
  incident,
  asked,
  onClose,
}: {
  readonly incident: IncidentDetail;
  readonly asked: SymptomAct;
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const act = useAct();
  const [into, setInto] = useState("");
  const { kind, symptom } = asked;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([symptom.id]));
  const roots = incident.symptoms.filter(
    ({ absorbedBy }) => absorbedBy === undefined || !incident.symptoms.some(({ id }) => id === absorbedBy),
  );
  const isUnready =
    (kind === "move" && into === "") ||
    (kind === "split" && (chosen.size === 0 || roots.every(({ id }) => chosen.has(id))));

  function submit(reason: string): void {
    void act
      .run(async () => {
        if (kind !== "split")
          return detachSymptoms(incident.id, {
            symptomIds: [symptom.id],
            reason,
            ...(kind === "move" && { to: into }),
          });
        const answer = await splitIncident(incident.id, { symptomIds: [...chosen], reason });
        if (answer.kind === "done") router.push(places.incident(answer.value.id));
        return answer;
      })
      .then((isDone) => isDone && onClose());
  }
  function toggle(id: string): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  return (
    <ReasonDialog
      title={TITLES[kind](incident.id, `${symptom.title} on ${symptom.hostId}`)}
      why={WHY[kind]}
      action={ACTION[kind]}
      isReasonFirst={kind !== "move"}
      isBusy={act.isBusy || isUnready}
      failure={act.failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {kind === "move" && <OtherIncident except={incident.id} value={into} onChange={setInto} />}
      {kind === "split" && (
        <fieldset className="pick">
          <legend>Go on in the new incident; at least one stays</legend>
          {roots.map((one) => (
            <label key={one.id}>
              <input type="checkbox" checked={chosen.has(one.id)} onChange={() => toggle(one.id)} />
              <MachineText text={`${one.title} on ${one.hostId}`} limit={160} />
            </label>
          ))}
        </fieldset>
      )}
    </ReasonDialog>
  );
}
