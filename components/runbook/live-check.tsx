"use client";

import { clsx } from "clsx";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { formatClock } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark, type MarkName } from "../ui/mark.tsx";
import { Ago } from "../ui/times.tsx";
import { type ReadAnswer, wordsOfCheck } from "./step-look.ts";

interface CheckProps {
  readonly state: StepState | undefined;
  readonly isBad: boolean;
}

interface LiveCheckProps extends CheckProps {
  readonly mark: MarkName;
  readonly word: string;
  readonly answer: ReadAnswer | undefined;
}

const ANSWER_WORDS = { pending: "reading…", come: "", late: "no new reading yet" } as const;

/** Of the open step: reading, condition and age. What was confirmed says when. */
export function LiveCheck({ state, isBad, mark, word, answer }: LiveCheckProps) {
  const words = wordsOfCheck(state);
  if (words === undefined) return null;
  const isOld = state?.mark !== "confirmed" && state?.check?.outcome === "unknown";
  return (
    <div className={clsx("chk", isBad && "bad", isOld && "old")}>
      <Mark name={mark} size={13} label={isOld ? "last known" : word} />
      <span className="min-w-0">
        <CheckWords state={state} isBad={isBad} limit={200} />
      </span>
      <span className="i3 again">
        <span role="status">{answer !== undefined && ANSWER_WORDS[answer]}</span>
        {answer !== "pending" && <ReadAt state={state} />}
      </span>
    </div>
  );
}

/** "no answer in 5 s, passes below 1 s" */
export function CheckWords({ state, isBad, limit }: CheckProps & { readonly limit: number }) {
  const words = wordsOfCheck(state);
  if (words === undefined) return null;
  return (
    <>
      <b className={isBad ? "tp" : undefined}>
        <MachineText text={words.reading} limit={limit} />
      </b>
      , {words.condition}
    </>
  );
}

function ReadAt({ state }: { readonly state: StepState | undefined }) {
  const { mark, changedAt, check } = state ?? {};
  if (mark === "confirmed" || check === undefined)
    return changedAt === undefined ? null : formatClock(changedAt);
  if (check.readAt === undefined) return "not read yet";
  return check.outcome === "unknown" ? (
    `as of ${formatClock(check.readAt)}`
  ) : (
    <span>
      read <Ago at={check.readAt} />
    </span>
  );
}

const KIND_WORDS: Readonly<Record<RunbookStep["kind"], string>> = {
  check: "check",
  manual: "by hand",
  action: "action, by hand",
  verify: "verify",
};

/** Of a folded step: what its check says, else what kind it is. */
export const FoldedWords = ({ step, state, isBad }: CheckProps & { readonly step: RunbookStep }) =>
  wordsOfCheck(state) === undefined ? (
    KIND_WORDS[step.kind]
  ) : (
    <CheckWords state={state} isBad={isBad} limit={120} />
  );
