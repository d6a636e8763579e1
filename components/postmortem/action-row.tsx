"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import type { Day } from "#lib/domain/postmortem/document.ts";
import { places } from "../shell/places.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import type { ActionItem } from "./action-list.ts";
import { dueWords } from "./follow-up-words.ts";

/** What somebody wants done with an action: `owner` and `day` ask further. */
export type ActionWish = "take" | "owner" | "day" | "done" | "open";

interface ActionLineProps {
  readonly item: ActionItem;
  readonly today: Day;
  readonly canWrite: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly onWish: (item: ActionItem, wish: ActionWish) => void;
}

/** One action: what, from where, whose, until when. */
export const ActionLine = memo(function ActionLine(props: ActionLineProps) {
  const { item, today, isSelected, onSelect } = props;
  const { id, text, kind, incidentId, cameBackIn, doneAt } = item;
  const select = () => onSelect(id);
  // One row at a time can be reached with Tab; the others by their keys from there.
  const tabIndex = isSelected ? 0 : -1;
  return (
    <li
      className={clsx("a", doneAt !== undefined && "done", isSelected && "sel")}
      onFocus={select}
      onPointerDown={select}
    >
      <Tick {...props} tabIndex={tabIndex} />
      <div className="min-w-0">
        <Link id={`act-${id}`} className="what" href={places.postmortem(incidentId)} tabIndex={tabIndex}>
          <MachineText text={text} limit={500} />
        </Link>
        <div className="t12 i3">
          {kind}, {incidentId}
          {cameBackIn !== undefined && (
            <>
              ; it happened again in{" "}
              <Link href={places.incident(cameBackIn)} tabIndex={tabIndex}>
                {cameBackIn}
              </Link>
            </>
          )}
        </div>
      </div>
      <Owner {...props} tabIndex={tabIndex} />
      <Due item={item} today={today} canWrite={props.canWrite} onWish={props.onWish} tabIndex={tabIndex} />
    </li>
  );
});

type CellProps = Pick<ActionLineProps, "item" | "canWrite" | "onWish"> & { readonly tabIndex: number };

function Tick({ item, canWrite, onWish, tabIndex }: CellProps) {
  const isDone = item.doneAt !== undefined;
  const isAsking = !isDone && (item.isOverdue || item.owner === undefined);
  const mark = <Mark name={isDone ? "was-ticked" : isAsking ? "ticket" : "by-hand"} size={14} />;
  if (!canWrite) return <span className="tick">{mark}</span>;
  return (
    <button
      type="button"
      className="tick"
      aria-pressed={isDone}
      aria-label={`Done: ${item.text}`}
      title={isDone ? "Not done after all" : "Done"}
      tabIndex={tabIndex}
      onClick={() => onWish(item, isDone ? "open" : "done")}
    >
      {mark}
    </button>
  );
}

function Owner({ item, canWrite, onWish, tabIndex }: CellProps) {
  const { owner, doneAt } = item;
  if (owner === undefined)
    return (
      <span className="ow tt">
        nobody
        {canWrite && doneAt === undefined && (
          <button type="button" className="link" tabIndex={tabIndex} onClick={() => onWish(item, "take")}>
            take it <Kbd>c</Kbd>
          </button>
        )}
      </span>
    );
  const name = (
    <>
      <Avatar name={owner.name} />
      <MachineText text={owner.name} limit={60} className="ell" />
    </>
  );
  return (
    <Cell
      className="ow"
      title="Give it to somebody else"
      tabIndex={tabIndex}
      onPress={canWrite && doneAt === undefined ? () => onWish(item, "owner") : undefined}
    >
      {name}
    </Cell>
  );
}

function Due({ item, today, canWrite, onWish, tabIndex }: CellProps & Pick<ActionLineProps, "today">) {
  const { day, note } = dueWords(item, today);
  const isAsking = item.doneAt === undefined && (item.isOverdue || item.dueOn === undefined);
  return (
    <Cell
      className="due"
      title="Set a date"
      tabIndex={tabIndex}
      onPress={canWrite && item.doneAt === undefined ? () => onWish(item, "day") : undefined}
    >
      <span className={isAsking ? "tt" : undefined}>{day}</span>
      <span className="t12 i3">{note}</span>
    </Cell>
  );
}

/** Text of a row that leads to a question where somebody may answer it. */
function Cell({
  className,
  title,
  tabIndex,
  onPress,
  children,
}: {
  readonly className: string;
  readonly title: string;
  readonly tabIndex: number;
  readonly onPress: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  if (onPress === undefined) return <span className={className}>{children}</span>;
  return (
    <button type="button" className={className} title={title} tabIndex={tabIndex} onClick={onPress}>
      {children}
    </button>
  );
}
