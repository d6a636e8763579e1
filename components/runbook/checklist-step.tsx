"use client";

import { clsx } from "clsx";
import { useNow } from "#lib/client/hooks.ts";
import type { CheckReading, RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Ago } from "../ui/time.tsx";
import { filledValues, missingValues } from "./filled-values.ts";
import { isDone, markOfStep, wordOfStep } from "./step-look.ts";

interface ChecklistStepProps {
  readonly number: number;
  readonly step: RunbookStep;
  readonly state: StepState | undefined;
  readonly commands: readonly string[];
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly canWrite: boolean;
  readonly onOpen: () => void;
  readonly onTick: () => void;
  readonly onSkip: () => void;
}

/** One step: what to do, what its check says now, who or what did it and when. */
export function ChecklistStep(props: ChecklistStepProps) {
  const { number, step, state, isOpen, isCurrent } = props;
  const now = useNow();
  return (
    <li
      className={clsx(
        "stp",
        isOpen && "cur",
        isDone(state) && "done",
        state?.mark === "skipped" && "skipped",
      )}
      aria-current={isCurrent ? "step" : undefined}
    >
      <Mark name={markOfStep(state, now)} size={15} label={wordOfStep(state)} />
      <span className="no num">{number}</span>
      <div className="min-w-0">
        <button type="button" className="h" aria-expanded={isOpen} onClick={props.onOpen}>
          {step.title}
        </button>
        {isOpen ? <OpenStep {...props} /> : <FoldedStep step={step} state={state} />}
      </div>
    </li>
  );
}

function OpenStep(props: ChecklistStepProps) {
  const { step, state, commands } = props;
  const missing = missingValues(commands);
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
      {state?.check !== undefined && <LiveCheck check={state.check} />}
      {commands.map((command, index) => (
        <CommandLine
          key={`${step.id} ${step.commands[index] ?? command}`}
          command={command}
          filled={filledValues(step.commands[index] ?? "", command)}
          isMain={index === 0}
        />
      ))}
      {missing.length > 0 && (
        <p className="t12 tt">
          Fill in {missing.join(", ")} before you run it: no symptom of this incident names it.
        </p>
      )}
      <Doer state={state} />
      {props.canWrite && <Acts {...props} />}
    </>
  );
}

function Acts({ state, isBusy, onTick, onSkip }: ChecklistStepProps) {
  const mark = state?.mark ?? "open";
  return (
    <div className="acts">
      {mark === "ticked" ? (
        <Button isSmall keyHint="t" disabled={isBusy} onClick={onTick}>
          Take the tick back
        </Button>
      ) : (
        <Button
          look={state?.check === undefined ? "primary" : "plain"}
          isSmall
          keyHint="t"
          disabled={isBusy}
          onClick={onTick}
        >
          {state?.check === undefined ? "Done" : "Tick by hand"}
        </Button>
      )}
      {mark !== "skipped" && mark !== "ticked" && mark !== "passed" && (
        <Button look="quiet" isSmall className="i2" disabled={isBusy} onClick={onSkip}>
          Skip…
        </Button>
      )}
    </div>
  );
}

/** Reading, pass condition, age. */
function LiveCheck({ check }: { readonly check: CheckReading }) {
  const mark = (
    { passing: "passing", failing: "failing", waiting: "waiting", unknown: "last-known" } as const
  )[check.outcome];
  return (
    <div className={clsx("chk", check.outcome === "failing" && "bad", check.outcome === "unknown" && "old")}>
      <Mark name={mark} size={13} label={check.outcome === "unknown" ? "last known" : check.outcome} />
      <span className="min-w-0">
        <b className={check.outcome === "failing" ? "tp" : undefined}>
          <MachineText text={check.reading} limit={200} />
        </b>
        , {check.condition}
      </span>
      <span className="i3">
        {check.outcome === "unknown" && "as of "}
        {check.readAt === undefined ? "not read yet" : <ReadAt check={check} at={check.readAt} />}
      </span>
    </div>
  );
}

function ReadAt({ check, at }: { readonly check: CheckReading; readonly at: number }) {
  return check.outcome === "unknown" ? formatClock(at) : <Ago at={at} />;
}

function FoldedStep({ step, state }: { readonly step: RunbookStep; readonly state: StepState | undefined }) {
  const check = state?.check;
  return (
    <div className="by">
      <span className="min-w-0 ell">
        {check === undefined ? (
          kindWords(step)
        ) : (
          <>
            <b className={check.outcome === "failing" ? "tp" : undefined}>
              <MachineText text={check.reading} limit={120} />
            </b>
            , {check.condition}
          </>
        )}
      </span>
      <Doer state={state} isShort />
    </div>
  );
}

const kindWords = (step: RunbookStep): string =>
  ({ check: "check", manual: "by hand", action: "action, by hand", verify: "verify" })[step.kind];

/** Who or what did it, and when: nobody should have to ask. */
function Doer({
  state,
  isShort = false,
}: {
  readonly state: StepState | undefined;
  readonly isShort?: boolean;
}) {
  if (state === undefined || state.mark === "open") {
    return isShort ? (
      <span className="flex-none">{state?.check === undefined ? "nobody yet" : ""}</span>
    ) : null;
  }
  const words = {
    passed: "check",
    regressed: "fails again",
    ticked: state.by ?? "ticked",
    skipped: `skipped${state.by === undefined ? "" : `, ${state.by}`}`,
  }[state.mark];
  const at = state.changedAt === undefined ? "" : `, ${formatClock(state.changedAt)}`;
  if (isShort) return <span className="flex-none">{`${words}${at}`}</span>;
  return (
    <p className="t12 i3">
      {`${words}${at}`}
      {state.reason !== undefined && (
        <>
          {": "}
          <MachineText text={state.reason} isMultiline limit={2_000} />
        </>
      )}
    </p>
  );
}
