"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { markStep } from "#lib/client/api.ts";
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
import { LeadsTo } from "./leads-to.tsx";
import { lockWords } from "./lock-words.ts";
import { NewerText } from "./newer-text.tsx";
import { type Choice, nextUndone, openStepId } from "./open-step.ts";
import { OtherCause } from "./other-cause.tsx";
import { canSkip } from "./step-acts.tsx";
import { canReadAgain, doneCountOf, stateOf } from "./step-look.ts";
import { isTickMeant } from "./tick-key.ts";
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

/** The steps of one runbook. The current one is open; any other opens when it is chosen. */
export function Checklist({ incidentId, hostId, list, about, where, canWrite, onShow }: ChecklistProps) {
  const { runbook, on, steps: states, currentStepId: current } = list;
  const name = { runbookId: runbook.id, ...(on && { on }) };
  const [choice, setChoice] = useState<Choice>();
  const [isUnfolded, setUnfolded] = useState(false);
  const [skipping, setSkipping] = useState<string | undefined>(undefined);
  const act = useAct();
  const openId = openStepId(choice, current, states);
  const openIndex = runbook.steps.findIndex((step) => step.id === openId);
  const doneCount = doneCountOf(runbook.steps, states);
  const moves = useMoves(current);
  const choose = (stepId: string | undefined) =>
    setChoice(stepId === undefined ? undefined : { stepId, at: current });

  function mark(
    stepId: string,
    to: "ticked" | "unticked" | "skipped",
    more: { readonly reason?: string; readonly answer?: Answer } = {},
  ): Promise<boolean> {
    moves.expect(stepId);
    return act.run(() => markStep(incidentId, { ...name, stepId, to, ...more }));
  }
  /** Whatever was chosen by hand, the next step comes by itself. */
  function tick(stepId: string, answer?: Answer): void {
    const isTicked = stateOf(states, stepId)?.mark === "ticked";
    const step = runbook.steps.find(({ id }) => id === stepId);
    const said = answer ?? (step && isQuestion(step) ? "yes" : undefined);
    void mark(
      stepId,
      isTicked ? "unticked" : "ticked",
      isTicked || said === undefined ? {} : { answer: said },
    ).then((isTold) => isTold && !isTicked && goOn(stepId));
  }
  /** Where the list stands; where it stands nowhere, what is left. */
  const goOn = (doneId: string): void =>
    choose(current === undefined ? nextUndone(runbook.steps, states, doneId) : undefined);
  /** Not when the list has just moved on under the finger: the key was meant for another step. */
  function tickByKey(stepId: string): void {
    if (stepId !== current || isTickMeant(moves.movedAt(), performance.now())) tick(stepId);
  }
  const openState = openId === undefined ? undefined : stateOf(states, openId);
  const reading = useReading(hostId, openState);
  const canRead = canWrite && hostId !== undefined && canReadAgain(openState);
  const move = (by: number) =>
    openIndex < 0 && by > 0
      ? choose(nextUndone(runbook.steps, states, ""))
      : choose(runbook.steps[inBounds(openIndex + by, runbook.steps.length)]?.id);
  useKeys([
    { keys: "j", does: "next step", run: () => move(1) },
    { keys: "k", does: "step before", run: () => move(-1) },
    ...(canWrite && openId !== undefined
      ? [{ keys: "t", does: "tick the step", run: () => tickByKey(openId) }]
      : []),
    ...(canWrite && openId !== undefined && canSkip(openState)
      ? [
          {
            keys: "-",
            does: "skip the step, with a reason",
            run: () => setSkipping(openId),
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
          {current === undefined && doneCount < runbook.steps.length && ", verified"}
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
      <ol className={isUnfolded ? "steps unfolded" : "steps"}>
        {runbook.steps.map((step, index) => (
          <ChecklistStep
            key={step.id}
            number={index + 1}
            step={step}
            state={stateOf(states, step.id)}
            commands={list.commands[step.id] ?? step.commands}
            isOpen={step.id === openId}
            isCurrent={step.id === current}
            isBusy={act.isBusy}
            canWrite={canWrite}
            onOpen={() => choose(step.id)}
            onCopy={() => choose(step.id)}
            onRead={canRead ? reading.read : undefined}
            readAnswer={reading.answer}
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
          onSubmit={(reason) => {
            void mark(skipping, "skipped", { reason }).then((isTold) => {
              if (!isTold) return;
              setSkipping(undefined);
              goOn(skipping);
            });
          }}
          onClose={() => setSkipping(undefined)}
        />
      )}
    </>
  );
}

/** When the current step last changed by itself: by a check or another person, and not by what was done here. */
function useMoves(current: string | undefined) {
  const seen = useRef(current);
  const mine = useRef<string | undefined>(undefined);
  const at = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (seen.current === current) return;
    const isMine = mine.current !== undefined && (mine.current === seen.current || mine.current === current);
    at.current = isMine ? undefined : performance.now();
    seen.current = current;
    mine.current = undefined;
  }, [current]);
  return {
    expect: (stepId: string) => {
      mine.current = stepId;
    },
    movedAt: () => at.current,
  };
}
