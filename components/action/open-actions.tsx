"use client";

import { useState } from "react";
import { decideAction } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import { actionTitle, actionWords } from "#lib/domain/action-words.ts";
import type { IncidentAction } from "#lib/domain/incidents/apply-action.ts";
import { MINUTE_MS } from "#lib/domain/time.ts";
import { useAct } from "../incident/use-act.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { ActionFacts } from "./action-facts.tsx";
import { HostName, isTyped } from "./host-name.tsx";

interface OpenActionsProps {
  readonly incidentId: string;
  readonly actions: readonly IncidentAction[];
  readonly me: string;
  readonly canWrite: boolean;
}

/** How long an end is shown above the runbook; the timeline keeps it. */
const SHOWN_MS = 2 * MINUTE_MS;

/** What is asked, runs, or ended a moment ago; what is unknown stays until somebody has looked. */
function isShown({ state, at, happened, expiresAt = 0 }: IncidentAction, now: number): boolean {
  if (state === "asked") return now < expiresAt;
  if (state === "running" || (state === "unknown" && happened === undefined)) return true;
  return now - at < SHOWN_MS;
}

/** Guarded actions of the incident that somebody waits for or has to look at. */
export function OpenActions({ incidentId, actions, me, canWrite }: OpenActionsProps) {
  const now = useNow();
  const shown = actions.filter((action) => isShown(action, now));
  if (shown.length === 0) return null;
  return (
    <ul className="oacts" aria-label="Guarded actions">
      {shown.map((action) => (
        <li key={action.id} className={action.state}>
          <OpenAction incidentId={incidentId} action={action} me={me} canWrite={canWrite} />
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
  me,
  canWrite,
}: Omit<OpenActionsProps, "actions"> & { readonly action: IncidentAction }) {
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

function AgreeDialog({
  incidentId,
  action,
  isBusy,
  failure,
  onAgree,
  onClose,
}: {
  readonly incidentId: string;
  readonly action: IncidentAction;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onAgree: (typedHost: string) => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const { verb, hostId, target, by, command, step } = action;
  const { breaks, undo, does } = actionWords(verb, target);
  const isReady = isTyped(typed, hostId) && !isBusy;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      look="danger"
      title={actionTitle(verb, hostId, target)}
      mark={<Mark name="guarded" size={16} />}
    >
      <form
        className="frm"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onAgree(typed.trim());
        }}
      >
        <ActionFacts
          why={`${by.name} asks you to agree${step === undefined ? "" : `, for step “${step.title}”`}`}
          incidentId={incidentId}
          command={command}
          breaks={breaks}
          undo={undo}
          {...(target && { target })}
        />
        <HostName hostId={hostId} value={typed} onChange={setTyped} />
        {failure !== undefined && <Message kind="failed">{failure}</Message>}
        <div className="row">
          <Button type="submit" look="guard" disabled={!isReady}>
            Agree: {does}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
