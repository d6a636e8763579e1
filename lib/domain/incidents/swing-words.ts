import type { Symptom } from "../symptom.ts";
import type { EntryGroup } from "./entry-group.ts";
import { happenedAt } from "./order-entries.ts";

/** What went and came back, in words: for the room, the shared page and the export alike. */
export interface SwingWords {
  /** "dockerd hung, api", or of several what they have in common */
  readonly who: string;
  /** "could not be read 3 times, 03:08:10 to 03:14:02; can be read again" */
  readonly what: string;
}

const NAMES_SHOWN = 3;

const nameOf = ({ title, subject }: Symptom): string => (subject === "" ? title : `${title}, ${subject}`);

function namesOf(symptoms: readonly Symptom[]): string {
  const [only] = symptoms;
  if (only !== undefined && symptoms.length === 1) return nameOf(only);
  const names = symptoms.slice(0, NAMES_SHOWN).map(({ title }) => title);
  const rest = symptoms.length - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
}

/** Undefined for groups that did not swing. `clock` writes a time. */
export function swingWords(
  { swing, first, lastAt }: EntryGroup,
  clock: (at: number) => string,
): SwingWords | undefined {
  if (swing === undefined) return undefined;
  const { of, times, isBad, symptoms } = swing;
  const during = `${times} times, ${clock(happenedAt(first))} to ${clock(lastAt)}`;
  const what =
    of === "reading"
      ? `could not be read ${during}; ${isBad ? "not read since" : "can be read again"}`
      : `came back ${during}; ${isBad ? "there again" : "recovering"}`;
  return { who: namesOf(symptoms), what };
}
