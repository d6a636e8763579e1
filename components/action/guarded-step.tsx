"use client";

import { useState } from "react";
import { actionWords } from "#lib/domain/action-words.ts";
import type { RunbookStep } from "#lib/domain/runbook.ts";
import type { ListName } from "#lib/domain/runbooks/list-place.ts";
import type { StepRun } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { GuardedDialog } from "./guarded-dialog.tsx";
import { NotAllowed } from "./not-allowed.tsx";

interface GuardedStepProps {
  readonly incidentId: string;
  readonly list: ListName;
  readonly step: RunbookStep;
  /** Absent where the step is for a person alone. */
  readonly run: StepRun | undefined;
}

/** Of the open step: what the gate can do for it. No key of its own: nobody does this by reflex. */
export function GuardedStep({ incidentId, list, step, run }: GuardedStepProps) {
  const [isOpen, setOpen] = useState(false);
  if (run === undefined) return null;
  const name = `${actionWords(run.verb).does}${run.container === undefined ? "" : ` ${run.container}`}`;
  if (!run.isAllowed) return <NotAllowed verb={run.verb} hostId={run.hostId} />;
  return (
    <div className="grd">
      <Button look="guard" isSmall onClick={() => setOpen(true)}>
        {name}…
      </Button>
      <span className="t12 i3">
        asks for the host name{run.needsSecond && ", and a second person to agree"}
      </span>
      {isOpen && (
        <GuardedDialog
          incidentId={incidentId}
          request={run}
          why={`Step “${step.title}”`}
          step={{ ...list, stepId: step.id, title: step.title }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
