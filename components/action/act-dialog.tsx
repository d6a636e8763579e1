"use client";

import { useState } from "react";
import {
  type ActionTarget,
  type ActionVerb,
  type AllowedAction,
  ENGINE_VERBS,
  fittingVerbs,
} from "#lib/domain/action.ts";
import { actionWords } from "#lib/domain/action-words.ts";
import type { ContainerView, HostDetail } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { Mark } from "../ui/mark.tsx";
import { Select } from "../ui/select.tsx";
import { GuardedDialog, type WantedAction } from "./guarded-dialog.tsx";
import { NotAllowed } from "./not-allowed.tsx";

type ActedContainer = Pick<ContainerView, "id" | "name" | "image" | "state">;

interface ActDialogProps {
  readonly host: Pick<HostDetail, "id" | "actions"> & { readonly containers: readonly ActedContainer[] };
  /** Open incidents of the host: where it can be told. Without one, one is opened for it. */
  readonly incidents: readonly { readonly id: string; readonly title: string }[];
  /** Id or name of a container; absent is the engine. */
  readonly container?: string | undefined;
  /** The verb somebody came for. */
  readonly verb?: ActionVerb | undefined;
  readonly onClose: () => void;
  readonly onDone?: (incidentId: string) => void;
}

/** What can be done to a container or its engine besides the steps of a runbook; each asks as every action does. */
export function ActDialog({ host, incidents, container, verb, onClose, onDone }: ActDialogProps) {
  const first = host.containers.find(({ id, name }) => id === container || name === container);
  const [subject, setSubject] = useState(first?.id ?? "");
  const [toldIn, setToldIn] = useState(incidents[0]?.id ?? "");
  const allowed = (wanted: ActionVerb) => host.actions?.find((one) => one.verb === wanted);
  const [wanted, setWanted] = useState<WantedAction | undefined>(() =>
    verb !== undefined && allowed(verb) !== undefined && incidents.length < 2
      ? { verb, hostId: host.id }
      : undefined,
  );
  if (wanted !== undefined)
    return (
      <GuardedDialog
        incidentId={toldIn === "" ? undefined : toldIn}
        request={wanted}
        why="Decided by you, for no step of a runbook"
        onClose={onClose}
        {...(onDone && { onDone })}
      />
    );
  const chosen = host.containers.find(({ id }) => id === subject);
  const verbs = chosen === undefined ? ENGINE_VERBS : fittingVerbs(chosen.state);
  return (
    <Dialog isOpen onClose={onClose} title={`Act on ${host.id}`} mark={<Mark name="guarded" size={16} />}>
      <div className="frm">
        <Select
          ref={focusNow}
          label="What"
          value={subject}
          options={[
            { value: "", text: `the engine of ${host.id}` },
            ...host.containers.map(({ id, name, state }) => ({ value: id, text: `${name}, ${state}` })),
          ]}
          onChange={setSubject}
        />
        <Select
          label="Told in"
          value={toldIn}
          options={
            incidents.length === 0
              ? [{ value: "", text: "an incident that is opened for it" }]
              : incidents.map(({ id, title }) => ({ value: id, text: `${id}, ${title}` }))
          }
          onChange={setToldIn}
        />
        <ul className="gverbs" aria-label="Actions">
          {verbs.map((one) => (
            <li key={one}>
              <VerbRow
                verb={one}
                hostId={host.id}
                target={chosen}
                allowed={allowed(one)}
                onWanted={() =>
                  setWanted({ verb: one, hostId: host.id, ...(chosen && { container: chosen.id }) })
                }
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function VerbRow({
  verb,
  hostId,
  target,
  allowed,
  onWanted,
}: {
  readonly verb: ActionVerb;
  readonly hostId: string;
  readonly target: ActionTarget | undefined;
  readonly allowed: AllowedAction | undefined;
  readonly onWanted: () => void;
}) {
  const { does, command, breaks } = actionWords(verb, target);
  if (allowed === undefined)
    return (
      <>
        <b>{does}</b>
        <NotAllowed verb={verb} hostId={hostId} command={command} />
      </>
    );
  return (
    <>
      <Button look="guard" isSmall onClick={onWanted}>
        {does}…
      </Button>{" "}
      <span className="t12 i3">
        asks for the host name{allowed.needsSecond && ", and a second person to agree"}. Breaks: {breaks}
      </span>
    </>
  );
}
