"use client";

import { useState } from "react";
import { setSeverity } from "#lib/client/api.ts";
import { severityWords } from "#lib/domain/incidents/state-words.ts";
import type { IncidentSeverity } from "#lib/domain/severity.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Mark } from "../ui/mark.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import type { Act } from "../ui/use-act.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

const SEVERITIES = ["SEV1", "SEV2", "SEV3", "SEV4"] as const satisfies readonly IncidentSeverity[];

/** How bad it is, by people; changing it asks for the reason, which stays visible. */
export function SeverityChange({
  incident,
  act,
  canWrite,
  isOver,
}: {
  readonly incident: IncidentDetail;
  readonly act: Act;
  readonly canWrite: boolean;
  readonly isOver: boolean;
}) {
  const [to, setTo] = useState<IncidentSeverity | undefined>(undefined);
  // As it was when the person chose: what somebody else changes meanwhile is told, not overwritten.
  const [seen, setSeen] = useState(incident.severity);
  const box = (
    <>
      <Mark name={isOver ? "was-ticked" : "page"} size={13} />
      {severityWords(incident.severity)}
    </>
  );
  const className = isOver ? "sevbox over" : "sevbox";
  if (!canWrite) return <span className={className}>{box}</span>;
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className={className}
            aria-label={`${severityWords(incident.severity)}. Change it`}
          >
            {box}
          </button>
        }
      >
        {SEVERITIES.filter((severity) => severity !== incident.severity).map((severity) => (
          <MenuItem
            key={severity}
            onSelect={() => {
              setSeen(incident.severity);
              setTo(severity);
            }}
          >
            Make it {severityWords(severity)}…
          </MenuItem>
        ))}
      </Menu>
      {to !== undefined && (
        <ReasonDialog
          title={`${severityWords(seen)} becomes ${severityWords(to)}`}
          why="The detector proposed the severity; whoever reads the timeline should know why a person changed it."
          action={`Make it ${severityWords(to)}`}
          isBusy={act.isBusy}
          failure={act.failure}
          onSubmit={(reason) => {
            void act
              .run(() => setSeverity(incident.id, { from: seen, to, reason }))
              .then((isDone) => isDone && setTo(undefined));
          }}
          onClose={() => setTo(undefined)}
        />
      )}
    </>
  );
}
