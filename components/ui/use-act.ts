"use client";

import { useCallback, useState } from "react";
import type { Answer } from "#lib/client/ask.ts";

export interface Act {
  readonly isBusy: boolean;
  /** What went wrong, in words, until the next try. */
  readonly failure: string | undefined;
  /** Runs once at a time; resolves to whether it was done. */
  readonly run: (ask: () => Promise<Answer<unknown>>) => Promise<boolean>;
  readonly dismiss: () => void;
}

/** Something a person asked for. The screen changes by what the socket brings; here only its failure is told. */
export function useAct(): Act {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const run = useCallback(async (ask: () => Promise<Answer<unknown>>) => {
    setBusy(true);
    setFailure(undefined);
    const answer = await ask();
    setBusy(false);
    if (answer.kind === "done") return true;
    setFailure(answer.message);
    return false;
  }, []);
  const dismiss = useCallback(() => setFailure(undefined), []);
  return { isBusy, failure, run, dismiss };
}
