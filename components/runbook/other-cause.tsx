"use client";

import { chooseRunbook } from "#lib/client/api.ts";
import type { ChecklistView } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

interface OtherCauseProps {
  readonly incidentId: string;
  readonly cause: NonNullable<ChecklistView["cause"]>;
  readonly canWrite: boolean;
  /** Shows the checklist of the cause, where there is one. */
  readonly onShow: (runbookId: string, hostId: string) => void;
}

/** Another fault turned out to be behind the one this checklist is for: its steps come first. */
export function OtherCause({ incidentId, cause, canWrite, onShow }: OtherCauseProps) {
  const act = useAct();
  const { runbook } = cause;
  return (
    <div className="leads" role="status">
      <p>
        <Mark name="ticket" size={14} label="Changed" /> Another cause was found: <b>{cause.title}</b> on{" "}
        {cause.hostId} explains what this checklist is for. Work on that first.
      </p>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {runbook?.isOpen === true && (
        <Button isSmall onClick={() => onShow(runbook.id, cause.hostId)}>
          Show “{runbook.title}”
        </Button>
      )}
      {runbook?.isOpen === false && canWrite && (
        <Button
          isSmall
          disabled={act.isBusy}
          onClick={() =>
            void act
              .run(() => chooseRunbook(incidentId, runbook.id, cause.symptomId))
              .then((isDone) => isDone && onShow(runbook.id, cause.hostId))
          }
        >
          Take “{runbook.title}”
        </Button>
      )}
    </div>
  );
}
