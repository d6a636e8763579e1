"use client";

import { type KeyboardEvent, type Ref, useId } from "react";
import type { Day } from "#lib/domain/postmortem/document.ts";
import { dayWords, distanceWords, startOf } from "./follow-up-words.ts";
import { parseDay } from "./parse-day.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WAYS = "Type days from now (+14), a weekday, 15 Dec or 2026-12-15.";

/** What somebody typed as a day: null is none, undefined is not understood. */
export const typedDay = (text: string, today: Day): Day | null | undefined =>
  text.trim() === "" ? null : parseDay(text, today);

function wordsOf(day: Day | null | undefined, today: Day): string {
  if (day === null) return `Without a date it is never overdue. ${WAYS}`;
  if (day === undefined) return `That is no day. ${WAYS}`;
  return `${WEEKDAYS[new Date(startOf(day)).getUTCDay()]} ${dayWords(day, today)}, ${distanceWords(day, today)}`;
}

interface DayFieldProps {
  readonly label: string;
  /** Where a row says it, the label is for those who do not see the row. */
  readonly isLabelShown?: boolean;
  readonly text: string;
  readonly today: Day;
  /** Says what is made of it; rests where nothing is being typed. */
  readonly areWordsShown?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
  readonly onLeave?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A day, typed as people say it, and in words what it is taken for. */
export function DayField(props: DayFieldProps) {
  const { label, isLabelShown = false, text, today, areWordsShown = true } = props;
  const id = useId();
  const day = typedDay(text, today);
  return (
    <>
      {isLabelShown && <label htmlFor={id}>{label}</label>}
      <input
        ref={props.inputRef}
        id={id}
        className="inp"
        value={text}
        placeholder={isLabelShown ? "+14, friday, 15 Dec, 2026-12-15" : "no date"}
        autoComplete="off"
        {...(!isLabelShown && { "aria-label": label })}
        aria-describedby={areWordsShown ? `${id}-words` : undefined}
        aria-invalid={day === undefined}
        onChange={(event) => props.onText(event.target.value)}
        onBlur={props.onLeave}
        onKeyDown={props.onKeyDown}
      />
      {areWordsShown && (
        <p id={`${id}-words`} className="t12 i3" aria-live="polite">
          {wordsOf(day, today)}
        </p>
      )}
    </>
  );
}
