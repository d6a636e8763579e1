"use client";

import { useEffect, useState } from "react";
import { planAction, runAction } from "#lib/client/api.ts";
import type { PlannedAction } from "#lib/domain/action.ts";
import type { ActionPlan, StepRun } from "#lib/protocol/incident-views.ts";
import { useAct } from "../incident/use-act.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { ActionFacts } from "./action-facts.tsx";
import { HostName, isTyped } from "./host-name.tsx";

interface GuardedDialogProps {
  readonly incidentId: string;
  readonly request: StepRun;
  readonly step: NonNullable<PlannedAction["step"]>;
  readonly onClose: () => void;
}

/** What runs, what it breaks, how to undo it, where it is recorded; then the name of the host, typed. */
export function GuardedDialog({ incidentId, request, step, onClose }: GuardedDialogProps) {
  const { hostId, verb, container } = request;
  const [plan, setPlan] = useState<ActionPlan | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState("");
  // One decision, one key: what is sent twice is run once.
  const [actionId] = useState(() => crypto.randomUUID());
  const act = useAct();
  useEffect(() => {
    let isWanted = true;
    void planAction(incidentId, { hostId, verb, ...(container !== undefined && { container }) }).then(
      (answer) => {
        if (!isWanted) return;
        if (answer.kind === "done") setPlan(answer.value);
        else setProblem(answer.message);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [incidentId, hostId, verb, container]);
  const isReady = plan !== undefined && isTyped(typed, hostId) && !act.isBusy;
  function submit(): void {
    if (!isReady || plan === undefined) return;
    const { target } = plan;
    void act
      .run(() =>
        runAction(incidentId, {
          actionId,
          hostId,
          verb,
          typedHost: typed.trim(),
          step,
          ...(target && { target }),
        }),
      )
      .then((isTold) => isTold && onClose());
  }
  const title = plan?.title ?? `${container === undefined ? verb : `${verb} ${container}`} on ${hostId}`;
  return (
    <Dialog isOpen onClose={onClose} look="danger" title={title} mark={<Mark name="guarded" size={16} />}>
      {problem !== undefined && <Message kind="failed">{problem}</Message>}
      {plan === undefined && problem === undefined && <p className="i2">Looking at it once more…</p>}
      {plan !== undefined && (
        <form
          className="frm"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <ActionFacts why={`Step “${step.title}”`} incidentId={incidentId} {...plan} />
          <HostName hostId={hostId} value={typed} onChange={setTyped} />
          {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
          <div className="row">
            <Button type="submit" look="guard" disabled={!isReady}>
              {plan.needsSecond ? "Ask a second person" : plan.does}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
