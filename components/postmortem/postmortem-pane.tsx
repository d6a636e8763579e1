import type { Day } from "#lib/domain/postmortem/document.ts";
import { DUE_AFTER_DAYS } from "#lib/domain/postmortem/due.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import type { ListFilter, ListSection } from "./postmortem-list.ts";
import { PostmortemLine } from "./postmortem-row.tsx";

interface PostmortemPaneProps {
  readonly sections: readonly ListSection[];
  readonly filter: ListFilter;
  /** Also without the filter. */
  readonly isEmpty: boolean;
  readonly today: Day;
  readonly canWrite: boolean;
  readonly current: string | undefined;
  readonly onSelect: (incidentId: string) => void;
  readonly onAll: () => void;
  /** With Tab, from a row to the actions. */
  readonly onLeave: (() => void) | undefined;
}

/** The postmortems by where they stand. */
export function PostmortemPane(props: PostmortemPaneProps) {
  const { sections, filter, isEmpty, today, canWrite, current, onSelect, onAll, onLeave } = props;
  return (
    <section className="lf" aria-label="Postmortems">
      {isEmpty && (
        <EmptyState title="No postmortem was asked for yet.">
          <p>
            An incident of SEV 1 to 3 stands here once it is resolved, with the day its postmortem is due:{" "}
            {DUE_AFTER_DAYS} days later. It begins with a template, and the figures and the timeline of the
            incident are in it already.
          </p>
        </EmptyState>
      )}
      {!isEmpty && sections.length === 0 && (
        <EmptyState title={NOTHING[filter]}>
          {filter !== "all" && <Button onClick={onAll}>Show all</Button>}
        </EmptyState>
      )}
      {sections.map((section, index) => (
        <section key={section.key} aria-label={section.name}>
          <div className="gh">
            <h2>{section.name}</h2>
            {[String(section.rows.length), section.note].filter(Boolean).join(", ")}
            {index === 0 && <span className="end i3 d-only">squares: actions done, open, overdue</span>}
          </div>
          <ul>
            {section.rows.map((row) => (
              <PostmortemLine
                onLeave={onLeave}
                key={row.id}
                row={row}
                today={today}
                canWrite={canWrite}
                isSelected={row.id === current}
                onSelect={onSelect}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

const NOTHING: Readonly<Record<ListFilter, string>> = {
  all: "No postmortem is asked for.",
  mine: "No postmortem is yours.",
  overdue: "No postmortem is overdue.",
};
