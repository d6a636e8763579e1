"use client";

import { useState } from "react";
import { readHost } from "#lib/client/api.ts";
import { useNow } from "#lib/client/hooks.ts";
import type { StepState } from "#lib/domain/runbook.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import { useAct } from "../ui/use-act.ts";
import { type AskedReading, type ReadAnswer, readAnswer } from "./step-look.ts";

export interface Reading {
  readonly answer: ReadAnswer | undefined;
  readonly failure: string | undefined;
  readonly read: () => void;
}

/** Asks for the reading of a step's check now. It comes as any other, so what is pending is known by its time. */
export function useReading(hostId: string | undefined, state: StepState | undefined): Reading {
  const [asked, setAsked] = useState<AskedReading | undefined>(undefined);
  const act = useAct();
  const now: EpochMs = useNow();
  const isFailed = act.failure !== undefined;
  const answer = asked === undefined || isFailed ? undefined : readAnswer(asked, state, now);
  function read(): void {
    if (hostId === undefined || state === undefined || answer === "pending") return;
    setAsked({ stepId: state.stepId, readAtBefore: state.check?.readAt, at: now });
    void act.run(() => readHost(hostId));
  }
  return { answer, failure: act.failure, read };
}
