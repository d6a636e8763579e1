"use client";

import { useState } from "react";
import { decideAction } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { INVERSE_VERBS } from "#lib/domain/action.ts";
import { actionTitle } from "#lib/domain/action-words.ts";
import type { IncidentAction } from "#lib/domain/incidents/incident-action.ts";
import { MINUTE_MS } from "#lib/domain/time.ts";
import { Button } from "../ui/button.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { AgreeDialog } from "./agree-dialog.tsx";
import { UndoAction } from "./undo-action.tsx";

interface OpenActionsProps {
  readonly incidentId: string;
  readonly actions: readonly IncidentAction[];
  readonly me: string;
  readonly canWrite: boolean;
}

/** How long an end is shown above the runbook; the timeline keeps it. What can be undone is offered longer. */
const SHOWN_MS = 2 * MINUTE_MS;
const UNDO_WITHIN_MS = 10 * MINUTE_MS;

/** What is asked, runs, or ended a moment ago; what is unknown stays until somebody has looked. */
function isShown(action: IncidentAction, canUndo: boolean, now: number): boolean {
  const { state, at, happened, expiresAt = 0 } = action;
  if (state === "asked") return now < expiresAt;
  if (state === "running" || (state === "unknown" && happened === undefined)) return true;
  return now - at < (canUndo ? UNDO_WITHIN_MS : SHOWN_MS);
}

/** It has a way back. Where something else was done to the same container since, that is the way back of the later one. */
const isUndoable = (
  { state, verb, target, at }: IncidentAction,
  actions: readonly IncidentAction[],
): boolean =>
  state === "done" &&
  INVERSE_VERBS[verb] !== undefined &&
  !actions.some((later) => later.target?.id === target?.id && later.at > at && later.state !== "withdrawn");

/** Guarded actions of the incident that somebody waits for or has to look at. */
export function OpenActions({ incidentId, actions, me, canWrite }: OpenActionsProps) {
  const now = useNow();
  const shown = actions
    .map((action) => ({ action, canUndo: isUndoable(action, actions) }))
    .filter(({ action, canUndo }) => isShown(action, canUndo, now));
  if (shown.length === 0) return null;
  return (
    <ul className="oacts" aria-label="Guarded actions">
      {shown.map(({ action, canUndo }) => (
        <li key={action.id} className={action.state}>
          <OpenAction incidentId={incidentId} action={action} canUndo={canUndo} me={me} canWrite={canWrite} />
        </li>
      ))}
    </ul>
  );
}

const HEADS: Readonly<Record<IncidentAction["state"], readonly [mark: MarkName, words: string]>> = {
  asked: ["guarded", "Waits for a second person"],
  withdrawn: ["by-hand", "Taken back"],
  running: ["waiting", "Running"],
  done: ["was-ticked", "Done"],
  refused: ["failing", "Refused, nothing was run"],
  failed: ["failing", "Failed"],
  unknown: ["last-known", "Unknown, verify"],
};

function OpenAction({
  incidentId,
  action,
  canUndo,
  me,
  canWrite,
}: Omit<OpenActionsProps, "actions"> & {
  readonly action: IncidentAction;
  readonly canUndo: boolean;
}) {
  const [isAgreeing, setAgreeing] = useState(false);
  const act = useAct();
  const { id, verb, hostId, target, state, by, at, agreedBy, text, happened, expiresAt } = action;
  const [mark, words] = HEADS[state];
  const decide = (body: Parameters<typeof decideAction>[2]) =>
    act.run(() => decideAction(incidentId, id, body));
  const isMine = by.userId === me;
  return (
    <>
      <p>
        <Mark name={mark} size={14} /> <b>{words}</b> <span className="i3">{formatClock(at)}</span>
      </p>
      <p>
        {actionTitle(verb, hostId, target)}, {by.name}
        {agreedBy !== undefined && `, ${agreedBy} agreed`}
        {state === "asked" && expiresAt !== undefined && `; ends by itself at ${formatClock(expiresAt)}`}
      </p>
      {text !== undefined && (
        <p className="i2 t12">
          <MachineText text={text} limit={300} />
        </p>
      )}
      {state === "unknown" && happened !== undefined && (
        <p className="i2">Somebody looked: it did{happened ? "" : " not"} happen.</p>
      )}
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {canWrite && (
        <div className="acts">
          {state === "asked" && !isMine && (
            <Button look="guard" isSmall onClick={() => setAgreeing(true)}>
              Agree…
            </Button>
          )}
          {state === "asked" && (
            <Button isSmall disabled={act.isBusy} onClick={() => void decide({ kind: "withdraw" })}>
              {isMine ? "Withdraw" : "Turn down"}
            </Button>
          )}
          {canUndo && <UndoAction incidentId={incidentId} action={action} />}
          {state === "unknown" && happened === undefined && (
            <>
              <Button
                isSmall
                disabled={act.isBusy}
                onClick={() => void decide({ kind: "settle", happened: true })}
              >
                It did happen
              </Button>
              <Button
                isSmall
                disabled={act.isBusy}
                onClick={() => void decide({ kind: "settle", happened: false })}
              >
                It did not
              </Button>
            </>
          )}
        </div>
      )}
      {isAgreeing && (
        <AgreeDialog
          incidentId={incidentId}
          action={action}
          isBusy={act.isBusy}
          failure={act.failure}
          onAgree={(typedHost) =>
            void decide({ kind: "agree", typedHost }).then((isTold) => isTold && setAgreeing(false))
          }
          onClose={() => setAgreeing(false)}
        />
      )}
    </>
  );
}
