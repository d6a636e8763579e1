import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { type Answer, isQuestion } from "#lib/domain/runbooks/way.ts";
import { Button } from "../ui/button.tsx";
import { Mark } from "../ui/mark.tsx";
import type { ReadAnswer } from "./step-look.ts";

interface StepActsProps {
  readonly step: RunbookStep;
  readonly state: StepState | undefined;
  /** Which steps keep it locked, in words. */
  readonly lock: string | undefined;
  readonly isBusy: boolean;
  /** Keys act on it. */
  readonly isInHand: boolean;
  /** The key that ticks acts on it: it is in hand, and nobody did it meanwhile. */
  readonly hasTickKey: boolean;
  readonly onTick: (answer?: Answer) => void;
  readonly onSkip: () => void;
  /** Asks for the reading now; undefined where there is nothing to read or nobody who may ask. */
  readonly onRead: (() => void) | undefined;
  readonly readAnswer: ReadAnswer | undefined;
}

/** Whether somebody can still skip it. */
export const canSkip = (state: StepState | undefined): boolean =>
  state === undefined || !["skipped", "ticked", "passed", "confirmed"].includes(state.mark);

/** What a person can do with the open step: tick it, answer it, take that back, skip it; nothing while it is locked. */
export function StepActs(props: StepActsProps) {
  const { step, state, lock, isBusy, onTick, onSkip } = props;
  const mark = state?.mark ?? "open";
  const keys = { tick: props.hasTickKey ? "t" : undefined, skip: props.isInHand ? "-" : undefined };
  return (
    <>
      {lock !== undefined && (
        <p className="lockd">
          <Mark name="guarded" size={14} label="Locked" />
          <span>{lock}</span>
        </p>
      )}
      <div className="acts">
        {props.onRead !== undefined && (
          <Button isSmall keyHint="x" aria-disabled={props.readAnswer === "pending"} onClick={props.onRead}>
            Read again
          </Button>
        )}
        {mark === "ticked" ? (
          <Button isSmall keyHint={keys.tick} disabled={isBusy} onClick={() => onTick()}>
            {isQuestion(step) ? "Take the answer back" : "Take the tick back"}
          </Button>
        ) : (
          lock === undefined && (
            <TickActs
              step={step}
              state={state}
              isBusy={isBusy}
              isInHand={props.isInHand}
              keyHint={keys.tick}
              onTick={onTick}
            />
          )
        )}
        {canSkip(state) && (
          <Button look="quiet" isSmall keyHint={keys.skip} className="i2" disabled={isBusy} onClick={onSkip}>
            Skip…
          </Button>
        )}
      </div>
    </>
  );
}

function TickActs({
  step,
  state,
  isBusy,
  isInHand,
  keyHint,
  onTick,
}: Pick<StepActsProps, "step" | "state" | "isBusy" | "isInHand" | "onTick"> & {
  readonly keyHint: string | undefined;
}) {
  const look = isInHand && state?.check === undefined ? "primary" : "plain";
  if (isQuestion(step))
    return (
      <>
        <Button look={look} isSmall keyHint={keyHint} disabled={isBusy} onClick={() => onTick("yes")}>
          Yes
        </Button>
        <Button isSmall disabled={isBusy} onClick={() => onTick("no")}>
          No
        </Button>
      </>
    );
  return (
    <Button look={look} isSmall keyHint={keyHint} disabled={isBusy} onClick={() => onTick()}>
      {state?.check === undefined ? "Done" : "Tick by hand"}
    </Button>
  );
}
