"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { openIncident, runAction } from "#lib/client/api.ts";
import type { ActionVerb, PlannedAction } from "#lib/domain/action.ts";
import { Button } from "../ui/button.tsx";
import { useCopy } from "../ui/command-line.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { type Act, useAct } from "../ui/use-act.ts";
import { ActionFacts } from "./action-facts.tsx";
import { HostName, isTyped } from "./host-name.tsx";
import { useActionPlan } from "./use-action-plan.ts";

/** What somebody wants done: nothing is decided yet. */
export interface WantedAction {
  readonly verb: ActionVerb;
  readonly hostId: string;
  /** Name or id, of container verbs. */
  readonly container?: string;
}

interface GuardedDialogProps {
  /** Absent: one is opened for it, so that it is told somewhere before it runs. */
  readonly incidentId: string | undefined;
  readonly request: WantedAction;
  readonly why: string;
  readonly step?: PlannedAction["step"];
  readonly onClose: () => void;
  /** It is stored: where it is told. */
  readonly onDone?: (incidentId: string) => void;
}

/** What runs, what it breaks, how to undo it, where it is recorded; then the name of the host, typed. */
export function GuardedDialog(props: GuardedDialogProps) {
  const { request, why, step, onClose, onDone } = props;
  const { hostId, verb, container } = request;
  const live = useActionPlan(hostId, verb, { container });
  const { plan } = live;
  const [typed, setTyped] = useState("");
  // One decision, one key: what is sent twice is run once.
  const [actionId] = useState(() => crypto.randomUUID());
  const [openedId, setOpenedId] = useState<string | undefined>(undefined);
  const act = useAct();
  const copied = useCopy(plan?.command);
  // The name was typed for what was there: another is another decision.
  const lookAnew = (): void => {
    setTyped("");
    live.lookAnew?.();
  };
  const isReady = plan !== undefined && live.isSame && isTyped(typed, hostId) && !act.isBusy;
  const title = plan?.title ?? `${container === undefined ? verb : `${verb} ${container}`} on ${hostId}`;

  /** The incident that tells of it; opened once, also when the action itself has to be sent again. */
  async function incidentFor(run: Act["run"]): Promise<string | undefined> {
    let id = props.incidentId ?? openedId;
    if (id !== undefined) return id;
    await run(async () => {
      const answer = await openIncident({ symptomIds: [], hostIds: [hostId], title, severity: "SEV4" });
      if (answer.kind === "done") id = answer.value.id;
      return answer;
    });
    setOpenedId(id);
    return id;
  }
  async function submit(): Promise<void> {
    if (!isReady || plan === undefined) return;
    const incidentId = await incidentFor(act.run);
    if (incidentId === undefined) return;
    const { target } = plan;
    const isTold = await act.run(() =>
      runAction(incidentId, {
        actionId,
        hostId,
        verb,
        typedHost: typed.trim(),
        ...(step && { step }),
        ...(target && { target }),
      }),
    );
    if (!isTold) return;
    onClose();
    onDone?.(incidentId);
  }
  return (
    <Dialog isOpen onClose={onClose} look="danger" title={title} mark={<Mark name="guarded" size={16} />}>
      {plan === undefined && live.problem !== undefined && <Message kind="failed">{live.problem}</Message>}
      {plan === undefined && live.problem === undefined && <p className="i2">Looking at it once more…</p>}
      {plan !== undefined && (
        <form
          className="frm"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <ActionFacts
            {...plan}
            why={why}
            recordedIn={props.incidentId ?? openedId ?? "an incident that is opened for it"}
            live={{ ...live, lookAnew }}
          />
          <HostName hostId={hostId} value={typed} onChange={setTyped} />
          <FormEnd
            action={plan.needsSecond ? "Ask a second person" : plan.does}
            look="guard"
            isReady={isReady}
            failure={act.failure}
            onCancel={onClose}
          >
            <Button look="quiet" className="ml-auto" onClick={copied.copy}>
              <Copy className="ic" size={14} aria-hidden />
              {copied.state === "copied" ? "Copied" : "Copy the command instead"}
            </Button>
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
