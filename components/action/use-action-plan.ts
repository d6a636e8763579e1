"use client";

import { useEffect, useState } from "react";
import { planAction } from "#lib/client/api.ts";
import { type ActionTarget, type ActionVerb, targetOf } from "#lib/domain/action.ts";
import { MINUTE_MS, SECOND_MS } from "#lib/domain/time.ts";
import type { ActionCheck, ActionPlan } from "#lib/protocol/incident-views.ts";

/** A look at one container costs a daemon little; a preview walks its disk. */
const AGAIN_MS = { container: 3 * SECOND_MS, engine: MINUTE_MS } as const;

export interface LivePlan {
  /** What somebody decides on: as it was first shown. */
  readonly plan: ActionPlan | undefined;
  /** Of the last look that was answered. */
  readonly checked: ActionCheck | undefined;
  /** Why the last look was not answered. */
  readonly problem: string | undefined;
  /** It is what was shown, nothing else runs on the host, and both were seen just now. */
  readonly isSame: boolean;
  /** Begins with what is there now. Absent where another person decided what is meant. */
  readonly lookAnew?: () => void;
}

/** The plan of an action, looked at again and again while it is shown. `seen`: what another person decided on. */
export function useActionPlan(
  hostId: string,
  verb: ActionVerb,
  { container, seen }: { readonly container?: string | undefined; readonly seen?: ActionTarget | undefined },
): LivePlan {
  const [plan, setPlan] = useState<ActionPlan | undefined>(undefined);
  const [checked, setChecked] = useState<ActionCheck | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [round, setRound] = useState(0);
  // What has the place of one that is gone has its name, and another id.
  const [wanted, setWanted] = useState(container);
  const lookAnew = (): void => {
    setWanted(plan?.target?.name ?? container);
    setPlan(undefined);
    setChecked(undefined);
    setRound(round + 1);
  };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    let target = round === 0 ? seen : undefined;
    let isFirst = true;
    async function look(): Promise<void> {
      const answer = await planAction(hostId, {
        verb,
        ...(target !== undefined ? { seen: target } : wanted !== undefined && { container: wanted }),
      });
      if (!isWanted) return;
      if (answer.kind === "done") {
        if (isFirst) setPlan(answer.value);
        isFirst = false;
        target ??= answer.value.target;
        setChecked(answer.value.checked);
        setProblem(undefined);
        // What changed does not change back: a person looks at the new one.
        if (answer.value.checked.change !== undefined) return;
      } else setProblem(answer.message);
      timer = setTimeout(() => void look(), AGAIN_MS[targetOf(verb)]);
    }
    void look();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [hostId, verb, wanted, seen, round]);
  const isSame =
    checked !== undefined &&
    problem === undefined &&
    checked.change === undefined &&
    checked.busyWith === undefined;
  return { plan, checked, problem, isSame, ...(seen === undefined && { lookAnew }) };
}
