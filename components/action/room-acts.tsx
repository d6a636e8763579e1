"use client";

import { useState } from "react";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { ActDialog } from "./act-dialog.tsx";

/** What can be done to a host of the incident besides the steps of its runbooks. */
export function RoomActs({
  incident,
  host,
}: {
  readonly incident: IncidentDetail;
  readonly host: HostDetail;
}) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: ".", does: "actions on the host", run: () => setOpen(true), isAction: true }]);
  const named = incident.symptoms.find(
    ({ hostId, subject }) => hostId === host.id && host.containers.some(({ name }) => name === subject),
  );
  return (
    <div className="racts">
      <Button isSmall keyHint="." onClick={() => setOpen(true)}>
        Act on {host.id}…
      </Button>
      {isOpen && (
        <ActDialog
          host={host}
          incidents={[incident]}
          container={named?.subject}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
