"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { markStep } from "#lib/client/api.ts";
import { isVerified } from "#lib/domain/runbooks/verified.ts";
import { type Answer, isQuestion } from "#lib/domain/runbooks/way.ts";
import type { ChecklistView } from "#lib/protocol/incident-views.ts";
import { GuardedStep } from "../action/guarded-step.tsx";
import { ReasonDialog } from "../incident/reason-dialog.tsx";
import { Markdown } from "../timeline/markdown.tsx";
import { inBounds } from "../ui/in-bounds.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { ChecklistStep } from "./checklist-step.tsx";
import { passedOver } from "./hand.ts";
import { LeadsTo } from "./leads-to.tsx";
import { lockWords } from "./lock-words.ts";
import { NewerText } from "./newer-text.tsx";
import { OnwardLine } from "./onward-line.tsx";
import { OtherCause } from "./other-cause.tsx";
import { PassedOverLine } from "./passed-over-line.tsx";
import { canSkip } from "./step-acts.tsx";
import { canReadAgain, doneCountOf, stateOf } from "./step-look.ts";
import { useHand } from "./use-hand.ts";
import { useReading } from "./use-reading.ts";

interface ChecklistProps {
  readonly incidentId: string;
  readonly hostId: string | undefined;
  readonly list: ChecklistView;
  /** What it does not follow, if anything. */
  readonly about: ReactNode;
  /** The host or container of it, where there could be others. */
  readonly where: string | undefined;
  readonly canWrite: boolean;
  /** Shows another checklist of the incident. */
  readonly onShow: (runbookId: string, hostId: string) => void;
}

/** The steps of one runbook. The one in hand is open, where keys act; beside it the one that the list went on to. */
export function Checklist({ incidentId, hostId, list, about, where, canWrite, onShow }: ChecklistProps) {
  const { runbook, on, steps: states, currentStepId: current } = list;
  const name = { runbookId: runbook.id, ...(on && { on }) };
  const [isUnfolded, setUnfolded] = useState(false);
  const [skipping, setSkipping] = useState<string | undefined>(undefined);
  const act = useAct();
  const hand = useHand(runbook.steps, states, current);
  const { onward } = hand;
  const inHand = hand.stepId;
  const goesTo = onward?.stepId ?? current;
  const handIndex = runbook.steps.findIndex((step) => step.id === inHand);
  const doneCount = doneCountOf(runbook.steps, states);
  const left = passedOver(runbook.steps, states, current);
  const hasTickKey = inHand !== undefined && !hand.isOvertaken;

  function mark(
    stepId: string,
    to: "ticked" | "unticked" | "skipped",
    more: { readonly reason?: string; readonly answer?: Answer } = {},
  ): Promise<boolean> {
    return act.run(() => markStep(incidentId, { ...name, stepId, to, ...more }));
  }
  function tick(stepId: string, answer?: Answer): void {
    const isTicked = stateOf(states, stepId)?.mark === "ticked";
    const step = runbook.steps.find(({ id }) => id === stepId);
    const said = isTicked ? undefined : (answer ?? (step && isQuestion(step) ? "yes" : undefined));
    const next = isTicked ? stepId : hand.nextAfter(stepId, said);
    void mark(stepId, isTicked ? "unticked" : "ticked", said === undefined ? {} : { answer: said }).then(
      (isTold) => isTold && hand.goOn(next),
    );
  }
  function skip(stepId: string, reason: string): void {
    const next = hand.nextAfter(stepId);
    void mark(stepId, "skipped", { reason }).then((isTold) => {
      if (!isTold) return;
      setSkipping(undefined);
      hand.goOn(next);
    });
  }
  /** One at a time: a second press on its way to the same step would take the first one back. */
  function tickByKey(): void {
    if (act.isBusy) return;
    if (onward?.isOvertaken === true) hand.take(onward.stepId);
    else if (hasTickKey) tick(inHand);
  }
  const handState = inHand === undefined ? undefined : stateOf(states, inHand);
  const reading = useReading(hostId, handState);
  const canRead = canWrite && hostId !== undefined && canReadAgain(handState);
  const move = (by: number) =>
    hand.take(
      handIndex < 0 && by > 0
        ? (current ?? left[0]?.id)
        : runbook.steps[inBounds(handIndex + by, runbook.steps.length)]?.id,
    );
  const isOpen = (stepId: string): boolean =>
    stepId === inHand || (onward?.isOvertaken === true && stepId === onward.stepId);
  useKeys([
    { keys: "j", does: "next step", run: () => move(1) },
    { keys: "k", does: "step before", run: () => move(-1) },
    ...(goesTo === undefined || goesTo === inHand
      ? []
      : [{ keys: "l", does: "to where the list stands", run: () => hand.take(goesTo) }]),
    ...(canWrite && (hasTickKey || onward !== undefined)
      ? [{ keys: "t", does: "tick the step", run: tickByKey }]
      : []),
    ...(canWrite && inHand !== undefined && canSkip(handState)
      ? [
          {
            keys: "-",
            does: "skip the step, with a reason",
            run: () => setSkipping(inHand),
            isAction: true as const,
          },
        ]
      : []),
    ...(canRead ? [{ keys: "x", does: "read the check again", run: reading.read }] : []),
  ]);

  return (
    <>
      <div className="ph">
        <h2>Runbook: {runbook.title}</h2>
        <span className="sub">
          {doneCount} of {runbook.steps.length}
          {isVerified(runbook.steps, states) && ", verified"}
        </span>
        {where !== undefined && <MachineText className="sub on" text={where} limit={80} />}
      </div>
      {act.failure !== undefined && skipping === undefined && <Message kind="failed">{act.failure}</Message>}
      {reading.failure !== undefined && <Message kind="failed">Not read again. {reading.failure}</Message>}
      {doneCount > 0 && (
        <button
          type="button"
          className="mdone"
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          <Mark name="was-ticked" size={16} />
          <span>{doneCount === 1 ? "1 step is done" : `${doneCount} steps are done`}</span>
          {isUnfolded ? (
            <ChevronUp className="ic" size={16} aria-hidden />
          ) : (
            <ChevronDown className="ic" size={16} aria-hidden />
          )}
        </button>
      )}
      {about}
      {list.cause !== undefined && (
        <OtherCause incidentId={incidentId} cause={list.cause} canWrite={canWrite} onShow={onShow} />
      )}
      {list.newer !== undefined && (
        <NewerText incidentId={incidentId} list={name} newer={list.newer} canWrite={canWrite} />
      )}
      {list.engineNote !== undefined && (
        <Message kind="waiting">
          Written for Docker {list.engineNote.wanted}; this host runs {list.engineNote.actual}. Read each
          command before you run it.
        </Message>
      )}
      {runbook.intro.trim() !== "" && (
        <details className="intro" open={doneCount === 0}>
          <summary>Before anything else</summary>
          <div className="prose">
            <Markdown text={runbook.intro} />
          </div>
        </details>
      )}
      {inHand === undefined && onward !== undefined && (
        <OnwardLine onward={onward} isFree hasTick={canWrite} onGoOn={() => hand.take(onward.stepId)} />
      )}
      {left.length > 0 && (
        <PassedOverLine
          steps={left}
          onTake={canWrite && inHand === undefined ? () => hand.take(left[0]?.id) : undefined}
        />
      )}
      <ol className={isUnfolded ? "steps unfolded" : "steps"}>
        {runbook.steps.map((step, index) => (
          <ChecklistStep
            key={step.id}
            number={index + 1}
            step={step}
            state={stateOf(states, step.id)}
            commands={list.commands[step.id] ?? step.commands}
            isOpen={isOpen(step.id)}
            isInHand={step.id === inHand}
            hasTickKey={hasTickKey && step.id === inHand}
            isCurrent={step.id === current}
            isBusy={act.isBusy}
            canWrite={canWrite}
            onward={step.id === inHand ? onward : undefined}
            onGoOn={() => onward && hand.take(onward.stepId)}
            onOpen={() => hand.take(step.id)}
            onCopy={() => hand.take(step.id)}
            onRead={canRead && step.id === inHand ? reading.read : undefined}
            readAnswer={step.id === inHand ? reading.answer : undefined}
            guarded={
              <GuardedStep incidentId={incidentId} list={name} step={step} run={list.runs?.[step.id]} />
            }
            lock={lockWords(runbook.steps, stateOf(states, step.id))}
            onTick={(answer) => tick(step.id, answer)}
            onSkip={() => setSkipping(step.id)}
          />
        ))}
      </ol>
      {list.leadsTo !== undefined && (
        <LeadsTo incidentId={incidentId} target={list.leadsTo} canWrite={canWrite} />
      )}
      {skipping !== undefined && (
        <ReasonDialog
          title={`Skip “${runbook.steps.find((step) => step.id === skipping)?.title ?? "step"}”`}
          why="Whoever comes later should know why it was not done."
          action="Skip the step"
          isBusy={act.isBusy}
          failure={act.failure}
          onSubmit={(reason) => skip(skipping, reason)}
          onClose={() => setSkipping(undefined)}
        />
      )}
    </>
  );
}
