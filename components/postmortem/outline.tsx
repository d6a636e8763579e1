import { clsx } from "clsx";
import type { OutlineSection } from "#lib/domain/postmortem/outline.ts";
import { Mark } from "../ui/mark.tsx";

interface OutlineProps {
  readonly sections: readonly OutlineSection[];
  /** Title of the one the cursor is in. */
  readonly current: string;
  readonly commentsOf: (title: string) => number;
  readonly onGo: (section: OutlineSection) => void;
}

/** The sections with what is missing of each; pressed, the editor goes there. */
export function Outline({ sections, current, commentsOf, onGo }: OutlineProps) {
  return (
    <nav className="toc" aria-label="Sections of the text">
      <ol>
        {sections.map((section) => {
          const comments = commentsOf(section.title);
          return (
            <li key={section.from} className={clsx(section.title === current && "on")}>
              <button type="button" onClick={() => onGo(section)}>
                <Mark
                  name={section.isWritten ? "was-ticked" : "by-hand"}
                  size={14}
                  label={section.isWritten ? "written" : "not written yet"}
                />
                <span>
                  <span className="tt-t">{section.title}</span>
                  {section.warning !== undefined && <span className="t12 tt">{section.warning}</span>}
                  {section.note !== undefined && <span className="t12 i3">{section.note}</span>}
                  {comments > 0 && (
                    <span className="t12 i2">
                      {comments} open {comments === 1 ? "comment" : "comments"}
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
