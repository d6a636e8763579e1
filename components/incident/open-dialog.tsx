"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { openIncident } from "#lib/client/api.ts";
import type { IncidentSeverity } from "#lib/domain/severity.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "./use-act.ts";

interface OpenDialogProps {
  readonly symptoms: readonly SymptomView[];
  readonly preselected: readonly string[];
  readonly onClose: () => void;
}

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
            <label key={symptom.id}>
              <input
                type="checkbox"
                className="sr"
                checked={chosen.has(symptom.id)}
                onChange={() => toggle(symptom.id)}
              />
              <span className="cbx" aria-hidden />
              <Mark name={symptom.severity} size={13} label={symptom.severity} />
              <b>
                <MachineText text={symptom.title} limit={120} />
              </b>
              <span className="i2">
                {symptom.hostId} <MachineText text={symptom.subject} limit={60} />
              </span>
            </label>
          ))}
        </fieldset>
        <label htmlFor="inc-title">
          What is broken, and where{chosen.size > 0 && ", if you know better"}
        </label>
        <input
          id="inc-title"
          className="inp"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          placeholder={chosen.size > 0 ? "named after its symptom" : ""}
        />
        <label htmlFor="inc-sev">Severity</label>
        <select
          id="inc-sev"
          className="inp"
          value={severity}
          onChange={(event) => setSeverity(event.target.value as IncidentSeverity | "")}
        >
          <option value="">As the detector proposes</option>
          <option value="SEV1">SEV 1, everything stands still</option>
          <option value="SEV2">SEV 2, people outside notice</option>
          <option value="SEV3">SEV 3, can wait for daylight</option>
          <option value="SEV4">SEV 4, worth keeping</option>
        </select>
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <div className="row">
          <Button type="submit" look="primary" disabled={!isReady || act.isBusy}>
            Open the incident
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
