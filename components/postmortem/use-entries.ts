"use client";

import { useCallback, useRef, useState } from "react";
import { olderEntries } from "#lib/client/api.ts";
import { entryChoice } from "./entry-choice.ts";
import type { EntryChoice } from "./token-completion.ts";

/** Entries that `@` offers. */
const OFFERED = 300;

/** The newest entries of the timeline, read when somebody asks for them or a chip names one. */
export function useEntries(incidentId: string, headSeq: number) {
  const [words, setWords] = useState<ReadonlyMap<number, string>>(new Map());
  const head = useRef(headSeq);
  head.current = headSeq;
  const entries = useCallback(async (): Promise<readonly EntryChoice[]> => {
    const answer = await olderEntries(incidentId, head.current + 1, OFFERED);
    if (answer.kind === "failed") return [];
    const choices = answer.value.flatMap((entry) => entryChoice(entry) ?? []).toReversed();
    setWords(new Map(choices.map((choice) => [choice.seq, choice.words])));
    return choices;
  }, [incidentId]);
  return { entries, words };
}
