"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { SymptomView } from "#lib/protocol/views.ts";
import { causesOf } from "./tally.ts";
import type { WatchItem } from "./watch-rows.ts";

/*
 * Symptoms that somebody took out of the row of their group: they have a row of their own in this window, and count as
 * such everywhere in it. It is a way of looking at them: nobody else sees it, and nothing is stored.
 */

const NONE: ReadonlySet<string> = new Set();
let takenOut = NONE;
const listeners = new Set<() => void>();

const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Out of its group, or back into it. */
export function toggleTakenOut(symptomId: string): void {
  const next = new Set(takenOut);
  if (!next.delete(symptomId)) next.add(symptomId);
  takenOut = next;
  for (const tell of listeners) tell();
}

export const useTakenOut = (): ReadonlySet<string> =>
  useSyncExternalStore(
    onChange,
    () => takenOut,
    () => NONE,
  );

/** The rows of Watch, as this window groups them. */
export function useCauses(symptoms: readonly SymptomView[]): readonly WatchItem[] {
  const apart = useTakenOut();
  return useMemo(() => causesOf(symptoms, apart), [symptoms, apart]);
}
