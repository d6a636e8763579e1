"use client";

import { chooseRunbook } from "#lib/client/api.ts";
import type { ChecklistView } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

interface LeadsToProps {
  readonly incidentId: string;
  readonly target: NonNullable<ChecklistView["leadsTo"]>;
  readonly canWrite: boolean;
}

/** Where the answers of a playbook led: one press takes that runbook into the incident. */
export function LeadsTo({ incidentId, target, canWrite }: LeadsToProps) {
  const act = useAct();
  return (
    <div className="leads">
      <p>
        The answers lead to <b>{target.title}</b>
        {target.isOpen && ", which this incident works with"}.
      </p>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {canWrite && !target.isOpen && (
        <Button
          look="primary"
          isSmall
          disabled={act.isBusy}
          onClick={() => void act.run(() => chooseRunbook(incidentId, target.runbookId))}
        >
          Take this runbook
        </Button>
      )}
    </div>
  );
}
