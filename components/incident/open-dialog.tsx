"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { openIncident } from "#lib/client/api.ts";
import type { IncidentSeverity } from "#lib/domain/severity.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { Select } from "../ui/select.tsx";
import { useAct } from "../ui/use-act.ts";
import { SymptomPick } from "./symptom-pick.tsx";

interface OpenDialogProps {
  readonly symptoms: readonly SymptomView[];
  readonly preselected: readonly string[];
  readonly onClose: () => void;
}

const SEVERITIES: readonly { readonly value: IncidentSeverity | ""; readonly text: string }[] = [
  { value: "", text: "As the detector proposes" },
  { value: "SEV1", text: "SEV 1, everything stands still" },
  { value: "SEV2", text: "SEV 2, people outside notice" },
  { value: "SEV3", text: "SEV 3, can wait for daylight" },
  { value: "SEV4", text: "SEV 4, worth keeping" },
];

/** From lit symptoms, or by hand where no probe saw it. */
export function OpenDialog({ symptoms, preselected, onClose }: OpenDialogProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(preselected));
  const [title, setTitle] = useState("");
  const [severity, setSeverity] = useState<IncidentSeverity | "">("");
  const act = useAct();
  const lit = symptoms.filter(
    (symptom) =>
      symptom.state !== "cleared" && symptom.absorbedBy === undefined && symptom.incidentId === undefined,
  );
  const isReady = chosen.size > 0 || title.trim() !== "";

  function toggle(id: string): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady || act.isBusy) return;
    void act.run(async () => {
      const answer = await openIncident({
        symptomIds: [...chosen],
        ...(title.trim() !== "" && { title: title.trim() }),
        ...(severity !== "" && { severity }),
      });
      if (answer.kind === "done") router.push(places.incident(answer.value.id));
      return answer;
    });
  }
  return (
    <Dialog isOpen onClose={onClose} title="Open an incident">
      <form className="frm" onSubmit={submit}>
        <fieldset className="pick">
          <legend>
            {lit.length === 0 ? "No symptom without an incident is lit." : "From these symptoms"}
          </legend>
          {lit.map((symptom) => (
            <SymptomPick
              key={symptom.id}
              symptom={symptom}
              isChosen={chosen.has(symptom.id)}
              onToggle={() => toggle(symptom.id)}
            />
          ))}
        </fieldset>
        <label htmlFor="inc-title">
          What is broken, and where{chosen.size > 0 && ", if you know better"}
        </label>
        <input
          ref={focusNow}
          id="inc-title"
          className="inp"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          placeholder={chosen.size > 0 ? "named after its symptom" : ""}
        />
        <Select label="Severity" value={severity} options={SEVERITIES} onChange={setSeverity} />
        <FormEnd
          action="Open the incident"
          isReady={isReady && !act.isBusy}
          failure={act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
