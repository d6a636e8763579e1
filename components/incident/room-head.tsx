"use client";

import { Link as LinkIcon, Pencil } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { renameIncident } from "#lib/client/api.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { IncidentDetail } from "#lib/protocol/incident-views.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Moment } from "../ui/times.tsx";
import { type Act, useAct } from "../ui/use-act.ts";
import { ExportMenu } from "./export-menu.tsx";
import { SeverityChange } from "./severity-change.tsx";
import { StateChange } from "./state-change.tsx";

interface RoomHeadProps {
  readonly incident: IncidentDetail;
  readonly act: Act;
  readonly canWrite: boolean;
  /** Who else is here. */
  readonly present: ReactNode;
  readonly onShare: () => void;
  readonly canPrint: boolean;
}

/** Which incident, how bad, what it is called, where it stands, and what comes next. */
export function RoomHead({ incident, act, canWrite, present, onShare, canPrint }: RoomHeadProps) {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <header className="rh">
      <span className="id">{incident.id}</span>
      <SeverityChange incident={incident} act={act} canWrite={canWrite} isOver={!isOpen(incident.state)} />
      <h1 title={incident.title}>
        <MachineText text={incident.title} limit={300} />
      </h1>
      {canWrite && incident.mergedInto === undefined && (
        <button type="button" className="ren" aria-label="Rename" onClick={() => setRenaming(true)}>
          <Pencil className="ic" size={14} aria-hidden />
        </button>
      )}
      <StateChange incident={incident} act={act} canWrite={canWrite} />
      {incident.reopenedAt.length > 0 && (
        <span className="again t12">
          opened again <Moment at={incident.reopenedAt.at(-1) ?? 0} />
          {incident.reopenedAt.length > 1 && `, ${incident.reopenedAt.length} times`}
        </span>
      )}
      <span className="acts">
        {present}
        <ExportMenu incidentId={incident.id} canPrint={canPrint} canWrite={canWrite} />
        {canWrite && (
          <Button isSmall keyHint="s" onClick={onShare}>
            <LinkIcon className="ic" size={14} aria-hidden />
            Share
          </Button>
        )}
      </span>
      {isRenaming && <RenameDialog incident={incident} onClose={() => setRenaming(false)} />}
    </header>
  );
}

function RenameDialog({
  incident,
  onClose,
}: {
  readonly incident: IncidentDetail;
  readonly onClose: () => void;
}) {
  const [title, setTitle] = useState(incident.title);
  const act = useAct();
  function submit(event: FormEvent): void {
    event.preventDefault();
    void act.run(() => renameIncident(incident.id, title.trim())).then((isDone) => isDone && onClose());
  }
  return (
    <Dialog isOpen onClose={onClose} title={`Rename ${incident.id}`}>
      <form className="frm" onSubmit={submit}>
        <label htmlFor="title">What is broken, and where</label>
        <input
          ref={focusNow}
          id="title"
          className="inp"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <FormEnd
          action="Rename"
          isReady={title.trim() !== "" && !act.isBusy}
          failure={act.failure}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
