"use client";

import { useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import { INVERSE_VERBS } from "#lib/domain/action.ts";
import { actionTitle, actionWords } from "#lib/domain/action-words.ts";
import type { IncidentAction } from "#lib/domain/incidents/incident-action.ts";
import { Button } from "../ui/button.tsx";
import { GuardedDialog } from "./guarded-dialog.tsx";
import { NotAllowed } from "./not-allowed.tsx";

/** The way back of what was done: another action, with the same guard; by hand where the gate may not. */
export function UndoAction({
  incidentId,
  action: { verb, hostId, target },
}: {
  readonly incidentId: string;
  readonly action: IncidentAction;
}) {
  const [isOpen, setOpen] = useState(false);
  const inverse = INVERSE_VERBS[verb];
  const host = useTopic(`host:${hostId}`).value;
  if (inverse === undefined || target === undefined) return null;
  if (host?.actions?.some((allowed) => allowed.verb === inverse) !== true)
    return <NotAllowed verb={inverse} hostId={hostId} command={actionWords(inverse, target).command} />;
  return (
    <>
      <Button look="guard" isSmall onClick={() => setOpen(true)}>
        Undo: {actionWords(inverse).does}…
      </Button>
      {isOpen && (
        <GuardedDialog
          incidentId={incidentId}
          request={{ verb: inverse, hostId, container: target.id }}
          why={`Takes back “${actionTitle(verb, hostId, target)}”`}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
