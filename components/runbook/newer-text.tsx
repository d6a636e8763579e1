"use client";

import { takeNewerRunbook } from "#lib/client/api.ts";
import type { ListName } from "#lib/domain/runbooks/list-place.ts";
import type { ChecklistView } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

interface NewerTextProps {
  readonly incidentId: string;
  readonly list: ListName;
  readonly newer: NonNullable<ChecklistView["newer"]>;
  readonly canWrite: boolean;
}

/** The file was changed since the incident began with it: what differs, and one press to go on with the newer text. */
export function NewerText({ incidentId, list, newer, canWrite }: NewerTextProps) {
  const act = useAct();
  return (
    <details className="newer">
      <summary>
        A newer text of this runbook is there. The incident keeps its own until somebody takes it.
      </summary>
      <ul>
        {newer.differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {canWrite && (
        <Button
          isSmall
          disabled={act.isBusy}
          onClick={() =>
            void act.run(() => takeNewerRunbook(incidentId, { ...list, version: newer.version }))
          }
        >
          Go on with the newer text
        </Button>
      )}
    </details>
  );
}
