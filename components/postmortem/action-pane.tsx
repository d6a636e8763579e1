import type { ReactNode } from "react";
import type { Day } from "#lib/domain/postmortem/document.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { ActionFigures } from "./action-figures.tsx";
import { type ActionGroup, type ActionItem, figuresOf } from "./action-list.ts";
import { ActionLine, type ActionWish } from "./action-row.tsx";
import type { ListFilter, ListView } from "./postmortem-list.ts";

/** Of what is done, as long as nobody asks for more. */
export const DONE_SHOWN = 5;

interface ActionPaneProps {
  readonly items: readonly ActionItem[];
  /** Of those that are open. */
  readonly groups: readonly ActionGroup[];
  readonly done: readonly ActionItem[];
  readonly shownDone: readonly ActionItem[];
  readonly view: ListView;
  /** Also without the filter. */
  readonly isEmpty: boolean;
  readonly today: Day;
  readonly canWrite: boolean;
  readonly current: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onWish: (item: ActionItem, wish: ActionWish) => void;
  readonly onByOwner: () => void;
  readonly onAll: () => void;
  readonly onAllDone: () => void;
  /** The link that saves them. */
  readonly csv: ReactNode;
}

/** Open actions of all postmortems, and what was done lately. */
export function ActionPane(props: ActionPaneProps) {
  const { items, groups, done, shownDone, view, isEmpty, today, onByOwner, onAll, onAllDone } = props;
  const lineOf = (item: ActionItem) => (
    <ActionLine
      key={item.id}
      item={item}
      today={today}
      canWrite={props.canWrite}
      isSelected={item.id === props.current}
      onSelect={props.onSelect}
      onWish={props.onWish}
    />
  );
  return (
    <section className="ra" aria-label="Actions">
      <div className="ph s">
        <h2>Open actions</h2>
        <span className="sub">
          {view.filter === "mine" ? "yours" : "of all postmortems"},{" "}
          {view.isByOwner ? "by owner" : "the longest overdue first"}
        </span>
        {!isEmpty && (
          <span className="end">
            <Button
              look="quiet"
              isSmall
              className="i2"
              aria-pressed={view.isByOwner}
              onClick={onByOwner}
              keyHint="o"
            >
              By owner
            </Button>
            {props.csv}
          </span>
        )}
      </div>
      {isEmpty ? (
        <EmptyState title="No action yet.">
          <p>
            What a postmortem wants changed stands here: who does it and until when, the longest overdue
            first, until it is done.
          </p>
        </EmptyState>
      ) : (
        <>
          <ActionFigures figures={figuresOf(items, today)} today={today} />
          {groups.length === 0 && (
            <EmptyState title={NOTHING[view.filter]}>
              {view.filter !== "all" && <Button onClick={onAll}>Show all</Button>}
            </EmptyState>
          )}
          {groups.map((group) => (
            <section key={group.key} aria-label={group.name}>
              <div className="gh">
                <h3 className={group.isLate ? "tt" : undefined}>
                  <MachineText text={group.name} limit={60} />
                </h3>
                {group.note}
              </div>
              <ul>{group.items.map(lineOf)}</ul>
            </section>
          ))}
          {done.length > 0 && (
            <section aria-label="Done lately">
              <div className="gh">
                <h3>Done lately</h3>
                {shownDone.length < done.length && (
                  <button type="button" className="link end" onClick={onAllDone}>
                    {done.length - shownDone.length} more
                  </button>
                )}
              </div>
              <ul>{shownDone.map(lineOf)}</ul>
            </section>
          )}
        </>
      )}
    </section>
  );
}

const NOTHING: Readonly<Record<ListFilter, string>> = {
  all: "No action is open.",
  mine: "No open action is yours.",
  overdue: "No action is overdue.",
};
