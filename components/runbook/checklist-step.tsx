"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { useNow } from "#lib/client/hooks.ts";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { isDone } from "#lib/domain/runbooks/current-step.ts";
import { placeholdersIn } from "#lib/domain/runbooks/fill-command.ts";
import { isTickedAgainst } from "#lib/domain/runbooks/ticked-against.ts";
import type { Answer } from "#lib/domain/runbooks/way.ts";
import { places } from "../shell/places.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { filledValues } from "./filled-values.ts";
import type { Onward } from "./hand.ts";
import { FoldedWords, LiveCheck } from "./live-check.tsx";
import { OnwardLine } from "./onward-line.tsx";
import { StepActs } from "./step-acts.tsx";
import { isBad, markOfStep, type ReadAnswer, tickedAgainst, wordOfStep } from "./step-look.ts";

interface ChecklistStepProps {
  readonly number: number;
  readonly step: RunbookStep;
  readonly state: StepState | undefined;
  readonly commands: readonly string[];
  readonly isOpen: boolean;
  /** Keys act on it. */
  readonly isInHand: boolean;
  /** The one that ticks too: nobody did it meanwhile. */
  readonly hasTickKey: boolean;
  /** Where the list went while this one was in hand. */
  readonly onward: Onward | undefined;
  readonly onGoOn: () => void;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly canWrite: boolean;
  readonly onOpen: () => void;
  /** Its command was taken: somebody works on this step now. */
  readonly onCopy: () => void;
  /** Of a step with a check: asks for its reading now. */
  readonly onRead: (() => void) | undefined;
  readonly readAnswer: ReadAnswer | undefined;
  /** The guarded action of the step, where the gate can do it. */
  readonly guarded: ReactNode;
  /** Which steps keep it locked, in words. */
  readonly lock: string | undefined;
  readonly onTick: (answer?: Answer) => void;
  readonly onSkip: () => void;
}

/** One step: what to do, what its check says now, who or what did it and when. */
export function ChecklistStep(props: ChecklistStepProps) {
  const { number, step, state, isOpen, isCurrent } = props;
  const now = useNow();
  const isConfirm = step.confirm !== undefined;
  const isAgainst = isTickedAgainst(step, state);
  const place = { isConfirm, isCurrent, isAgainst };
  const isLocked = props.lock !== undefined;
  const look = {
    mark: isLocked ? ("guarded" as const) : markOfStep(state, place, now),
    word: isLocked ? "locked" : wordOfStep(state, place),
    isBad: isBad(state, place),
  };
  return (
    <li
      className={clsx(
        "stp",
        isOpen && "cur",
        isOpen && !props.isInHand && "aside",
        isDone(state?.mark) && !isAgainst && "done",
        state?.mark === "skipped" && "skipped",
        state?.mark === "not-needed" && "off",
      )}
      aria-current={isCurrent ? "step" : undefined}
    >
      <Mark name={look.mark} size={15} label={look.word} />
      <span className="no num">{number}</span>
      <div className="min-w-0">
        <button type="button" className="h" aria-expanded={isOpen} onClick={props.onOpen}>
          {step.title}
        </button>
        {isOpen ? (
          <OpenStep {...props} look={look} />
        ) : (
          <FoldedStep step={step} state={state} isBad={look.isBad} lock={props.lock} />
        )}
      </div>
    </li>
  );
}

interface StepLook {
  readonly mark: MarkName;
  readonly word: string;
  readonly isBad: boolean;
}

function OpenStep(props: ChecklistStepProps & { readonly look: StepLook }) {
  const { step, state, commands, look } = props;
  const missing = placeholdersIn(commands);
  return (
    <>
      {step.text.trim() !== "" && (
        <div className="prose say">
          <Markdown text={step.text} />
        </div>
      )}
      {step.warning !== undefined && (
        <p className="warn">
          <Mark name="ticket" size={14} label="Careful" />
          <span>{step.warning}</span>
        </p>
      )}
      <LiveCheck state={state} answer={props.readAnswer} {...look} />
      {commands.map((command, index) => (
        <CommandLine
          key={`${step.id} ${step.commands[index] ?? command}`}
          command={command}
          filled={filledValues(step.commands[index] ?? "", command)}
          isMain={index === 0 && props.isInHand}
          onCopy={props.onCopy}
        />
      ))}
      {missing.length > 0 && (
        <p className="t12 tt">
          Fill in {missing.map((name) => `‹${name}›`).join(", ")} before you run it: no symptom of this
          incident names it.
        </p>
      )}
      <Doer step={step} state={state} />
      {props.canWrite && props.lock === undefined && props.guarded}
      {props.canWrite && <StepActs {...props} />}
      {props.onward !== undefined && (
        <OnwardLine onward={props.onward} hasTick={props.canWrite} onGoOn={props.onGoOn} />
      )}
    </>
  );
}

function FoldedStep({
  step,
  state,
  isBad,
  lock,
}: {
  readonly step: RunbookStep;
  readonly state: StepState | undefined;
  readonly isBad: boolean;
  readonly lock: string | undefined;
}) {
  if (lock !== undefined) return <div className="by">{lock}</div>;
  return (
    <div className="by">
      <span className="min-w-0">
        <FoldedWords step={step} state={state} isBad={isBad} />
      </span>
      <Doer step={step} state={state} isShort />
    </div>
  );
}

/** "Ada", or of a question "no, Ada" */
const tickedWords = ({ by = "ticked", answer }: StepState): string =>
  answer === undefined ? by : `${answer}, ${by}`;

/** Who or what did it, and when: nobody should have to ask. */
function Doer({
  step,
  state,
  isShort = false,
}: {
  readonly step: RunbookStep;
  readonly state: StepState | undefined;
  readonly isShort?: boolean;
}) {
  if (state === undefined || state.mark === "open") {
    return isShort ? (
      <span className="flex-none">{state?.check === undefined ? "nobody yet" : ""}</span>
    ) : null;
  }
  const isAgainst = isTickedAgainst(step, state);
  const tone = isAgainst && state.check !== undefined ? "tt" : "i3";
  // Beside it stands what is read now, not what was read then.
  const byCheck = state.check === undefined || state.changedAt === undefined ? "check" : "so since";
  const words = {
    passed: byCheck,
    confirmed: byCheck,
    regressed: "fails again",
    ticked: isAgainst ? tickedAgainst(state) : tickedWords(state),
    skipped: `skipped${state.by === undefined ? "" : `, ${state.by}`}`,
    answered: "no, by its reading",
    "not-needed": "not needed here",
  }[state.mark];
  const at =
    state.changedAt === undefined ? "" : `${words === "so since" ? "" : ","} ${formatClock(state.changedAt)}`;
  const where = state.doneIn !== undefined && (
    <>
      , in <Link href={places.incident(state.doneIn)}>{state.doneIn}</Link>
    </>
  );
  if (isShort)
    return (
      <span className={isAgainst || state.doneIn !== undefined ? `min-w-0 right ${tone}` : "flex-none"}>
        {`${words}${at}`}
        {where}
      </span>
    );
  return (
    <p className={`t12 ${tone}`}>
      {`${words}${at}`}
      {where}
      {state.reason !== undefined && (
        <>
          {": "}
          <MachineText text={state.reason} isMultiline limit={2_000} />
        </>
      )}
    </p>
  );
}
