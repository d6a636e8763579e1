"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { detachSymptoms, splitIncident } from "#lib/client/api.ts";
import { proposedTitle } from "#lib/domain/incidents/opening.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { plural } from "../ui/format.ts";
import { useAct } from "../ui/use-act.ts";
import { OtherIncident } from "./other-incident.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { SymptomPick } from "./symptom-pick.tsx";

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

/** What goes along without being asked. */
const explainedWords = (count: number): string | undefined =>
  count === 0 ? undefined : `and ${count === 1 ? "the one" : `the ${count}`} it explains`;

function stayWords(incidentId: string, staying: number, going: number): string {
  if (staying === 0) return `One has to stay in ${incidentId}.`;
  if (going === 0) return "Choose what goes on in the new incident.";
  return `${plural(staying, "symptom")} ${staying === 1 ? "stays" : "stay"} in ${incidentId}.`;
}

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
  const [title, setTitle] = useState("");
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
        const answer = await splitIncident(incident.id, {
          symptomIds: [...chosen],
          reason,
          ...(title.trim() !== "" && { title: title.trim() }),
        });
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
        <>
          <fieldset className="pick">
            <legend>Go on in the new incident</legend>
            {roots.map((one) => (
              <SymptomPick
                key={one.id}
                symptom={one}
                isChosen={chosen.has(one.id)}
                onToggle={() => toggle(one.id)}
                note={explainedWords(
                  incident.symptoms.filter(({ absorbedBy }) => absorbedBy === one.id).length,
                )}
              />
            ))}
          </fieldset>
          <p role="status" className={isUnready ? "t12 tt" : "t12 i3"}>
            {stayWords(incident.id, roots.length - chosen.size, chosen.size)}
          </p>
          <label htmlFor="split-title">What is broken, and where, if you know better</label>
          <input
            id="split-title"
            className="inp"
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            placeholder={proposedTitle(roots.filter(({ id }) => chosen.has(id))) ?? ""}
          />
        </>
      )}
    </ReasonDialog>
  );
}
