"use client";

import { useState } from "react";
import { actionTitle, actionWords } from "#lib/domain/action-words.ts";
import type { IncidentAction } from "#lib/domain/incidents/incident-action.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { Mark } from "../ui/mark.tsx";
import { ActionFacts } from "./action-facts.tsx";
import { HostName, isTyped } from "./host-name.tsx";
import { useActionPlan } from "./use-action-plan.ts";

interface AgreeDialogProps {
  readonly incidentId: string;
  readonly action: IncidentAction;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onAgree: (typedHost: string) => void;
  readonly onClose: () => void;
}

/** The same answers for the second person, about what the first one saw. */
export function AgreeDialog({ incidentId, action, isBusy, failure, onAgree, onClose }: AgreeDialogProps) {
  const [typed, setTyped] = useState("");
  // As it was asked: what comes later over the link does not change what is agreed to.
  const [{ verb, hostId, target, by, command, step }] = useState(action);
  const live = useActionPlan(hostId, verb, { seen: target });
  const { breaks, undo, does } = actionWords(verb, target);
  const isReady = live.isSame && isTyped(typed, hostId) && !isBusy;
  const { inverse, preview } = live.plan ?? {};
  return (
    <Dialog
      isOpen
      onClose={onClose}
      look="danger"
      title={actionTitle(verb, hostId, target)}
      mark={<Mark name="guarded" size={16} />}
    >
      <form
        className="frm"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onAgree(typed.trim());
        }}
      >
        <ActionFacts
          why={`${by.name} asks you to agree${step === undefined ? "" : `, for step “${step.title}”`}`}
          recordedIn={incidentId}
          verb={verb}
          hostId={hostId}
          command={command}
          breaks={breaks}
          undo={undo}
          live={live}
          {...(target && { target })}
          {...(inverse && { inverse })}
          {...(preview && { preview })}
        />
        <HostName hostId={hostId} value={typed} onChange={setTyped} />
        <FormEnd
          action={`Agree: ${does}`}
          look="guard"
          isReady={isReady}
          failure={failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
