import type { Severity } from "#lib/domain/severity.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { counts, isFailing, isPassing } from "../shell/frame.ts";
import { foldAlike } from "./alike.ts";
import { orderRows, type WatchItem } from "./watch-rows.ts";

/* Every count of a screen: navigation, standing line, strip and heads are made of the same rows, so none can differ. */

/** The rows of Watch: one for each cause. `apart`: symptoms that somebody wants to see by themselves. */
export const causesOf = (
  symptoms: readonly SymptomView[],
  apart?: ReadonlySet<string>,
): readonly WatchItem[] => foldAlike(orderRows(symptoms), apart);

/** Rows that somebody is called for: not what passes again, nor what is muted. */
export const callingRows = (causes: readonly WatchItem[], severity: Severity): readonly WatchItem[] =>
  causes.filter((row) => counts(row) && row.severity === severity && !isPassing(row));

/** Members of a row that are broken by a reading of now. */
export const failingOf = (row: WatchItem): readonly SymptomView[] => (row.alike ?? [row]).filter(isFailing);

/** How many causes fail now, by a reading and not by memory. */
export const failingCauses = (causes: readonly WatchItem[], severity: Severity): number =>
  callingRows(causes, severity).filter((row) => failingOf(row).length > 0).length;

/** The page the standing line is about: nobody has it yet, else the oldest. */
export function standingPage(causes: readonly WatchItem[]): WatchItem | undefined {
  return callingRows(causes, "page").toSorted(
    (a, b) =>
      Number(a.acknowledgedAt !== undefined) - Number(b.acknowledgedAt !== undefined) ||
      a.sinceAt - b.sinceAt,
  )[0];
}
