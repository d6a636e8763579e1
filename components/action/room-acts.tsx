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
  subject,
}: {
  readonly incident: IncidentDetail;
  readonly host: HostDetail;
  /** The container that is worked on, where it is one. */
  readonly subject: string | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: ".", does: "actions on the host", run: () => setOpen(true), isAction: true }]);
  const subjects = incident.symptoms.filter(({ hostId }) => hostId === host.id).map((one) => one.subject);
  const container = [subject, ...subjects].find((one) => host.containers.some(({ name }) => name === one));
  return (
    <div className="racts">
      <Button isSmall keyHint="." onClick={() => setOpen(true)}>
        Act on {host.id}…
      </Button>
      {isOpen && (
        <ActDialog host={host} incidents={[incident]} container={container} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
