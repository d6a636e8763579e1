"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { memo, useMemo } from "react";
import type { Day } from "#lib/domain/postmortem/document.ts";
import type { PostmortemRow } from "#lib/protocol/postmortem-views.ts";

import { GlyphS } from "../anatomy/glyph-s.tsx";
import { allParts } from "../incident/all-parts.ts";
import { places } from "../shell/places.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { actionsOf } from "./action-list.ts";
import { incidentWords, squaresOf, standing } from "./postmortem-list.ts";

/** More say nothing that the words beside them do not; what is overdue is drawn before what is done. */
const SQUARES = 20;

interface PostmortemLineProps {
  readonly row: PostmortemRow;
  readonly today: Day;
  readonly canWrite: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (incidentId: string) => void;
  /** Absent where there is nothing to go on to. */
  readonly onLeave: (() => void) | undefined;
}

/** One postmortem, or that there is none yet: of what, where it stands, what came of it. */
export const PostmortemLine = memo(function PostmortemLine(props: PostmortemLineProps) {
  const { row, today, canWrite, isSelected, onSelect, onLeave } = props;
  const { mark, words, isLate, note } = standing(row, today);
  const hasBegun = row.postmortem !== undefined;
  const select = () => onSelect(row.id);
  // One row at a time can be reached with Tab; the others by their keys from there. Tab goes on to the actions.
  const tabIndex = isSelected ? 0 : -1;
  const href = places.postmortem(row.id);
  return (
    <li className={clsx("p", isSelected && "sel")} onFocus={select} onPointerDown={select}>
      <GlyphS parts={allParts(row.parts)} isPast />
      <div className="min-w-0">
        <b>
          <Link
            id={`pm-${row.id}`}
            href={href}
            tabIndex={tabIndex}
            onKeyDown={(event) => {
              if (onLeave === undefined || event.key !== "Tab" || event.shiftKey) return;
              event.preventDefault();
              onLeave();
            }}
          >
            <MachineText text={row.title} limit={300} />
          </Link>
        </b>
        <span className="t12 i3">
          <Link className="id" href={places.incident(row.id)} tabIndex={tabIndex}>
            {row.id}
          </Link>{" "}
          {incidentWords(row, today)}
        </span>
      </div>
      <div className="stt">
        <Mark name={mark} size={13} />
        <div className="min-w-0">
          <span className={isLate ? "tt" : undefined}>{words}</span>
          <div className="t12 i3">
            <MachineText text={note} limit={200} />
          </div>
        </div>
      </div>
      <div className="t12 i2">
        {hasBegun ? (
          <Squares row={row} today={today} />
        ) : (
          canWrite && (
            <Link
              className="btn sm"
              href={href}
              tabIndex={tabIndex}
              aria-label={`Begin the postmortem of ${row.id}`}
            >
              Begin
            </Link>
          )
        )}
      </div>
    </li>
  );
});

function Squares({ row, today }: Pick<PostmortemLineProps, "row" | "today">) {
  const { done, open, overdue, words } = useMemo(() => squaresOf(actionsOf([row], today)), [row, today]);
  const looks = [
    ...Array.from({ length: done }, (_, index) => ({ key: `done ${index}`, look: "d" })),
    ...Array.from({ length: open }, (_, index) => ({ key: `open ${index}`, look: "" })),
    ...Array.from({ length: overdue }, (_, index) => ({ key: `late ${index}`, look: "l" })),
  ];
  return (
    <>
      {words}
      <span className="sqs" title={`${done} done, ${open} open, ${overdue} overdue`} aria-hidden>
        {looks.length > SQUARES && `${looks.length - SQUARES} +`}
        {looks.slice(-SQUARES).map(({ key, look }) => (
          <i key={key} className={look} />
        ))}
      </span>
    </>
  );
}
