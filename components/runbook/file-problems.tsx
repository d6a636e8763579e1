"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import type { RunbookProblem } from "#lib/domain/runbook.ts";
import { rightLine } from "#lib/domain/runbooks/problem-lines.ts";
import { Button } from "../ui/button.tsx";
import { copyText } from "../ui/copy.ts";
import { Mark } from "../ui/mark.tsx";
import { useKeys } from "../ui/use-keys.tsx";

const IN_FORCE = {
  before: "Its last whole text stays in force.",
  release: "The release's own stays in force.",
} as const;

/** Broken files: which word of which line, what would be right, and what stays in force meanwhile. */
export function FileProblems({ problems }: { readonly problems: readonly RunbookProblem[] }) {
  const [copied, setCopied] = useState<string | undefined>(undefined);
  const first = problems.find((problem) => rightLine(problem) !== undefined);
  function copy(problem: RunbookProblem): void {
    const line = rightLine(problem);
    if (line !== undefined)
      void copyText(line).then((isDone) => setCopied(isDone ? keyOf(problem) : undefined));
  }
  useKeys(first === undefined ? [] : [{ keys: "y", does: "copy the right line", run: () => copy(first) }]);
  if (problems.length === 0) return null;
  return (
    <section className="brk" aria-label="Files that cannot be read">
      {problems.map((problem) => (
        <div key={keyOf(problem)} className="bp">
          <Mark name="failing" size={15} />
          <div className="min-w-0">
            <b>{problem.file} cannot be read.</b>{" "}
            <span className="mono t12">
              line {problem.line}, column {problem.column}
            </span>
            <p className="i2">
              {problem.reason} {problem.inForce !== undefined && `${IN_FORCE[problem.inForce]} `}
              The other files are loaded.
            </p>
            {rightLine(problem) !== undefined && (
              <Button
                isSmall
                {...(problem === first && { keyHint: "y" })}
                onClick={() => copy(problem)}
                className="mt-1"
              >
                <Copy className="ic" size={13} aria-hidden />
                {copied === keyOf(problem) ? "Copied" : "Copy the right line"}
              </Button>
            )}
          </div>
          <Excerpt problem={problem} />
        </div>
      ))}
    </section>
  );
}

const keyOf = ({ file, line, column, isOwn }: RunbookProblem): string =>
  `${file} ${line} ${column} ${isOwn ?? false}`;

/** The lines around, the wrong word underlined. */
function Excerpt({ problem: { excerpt, line, column, meant } }: { readonly problem: RunbookProblem }) {
  if (excerpt === undefined) return null;
  return (
    <ol className="exc mono" start={excerpt.firstLine}>
      {excerpt.lines.map((text, index) => {
        const number = excerpt.firstLine + index;
        if (number !== line)
          return (
            <li key={number}>
              <span className="no">{number}</span>
              <span>{text}</span>
            </li>
          );
        const from = column - 1;
        const to = from + (meant?.wrong.length ?? 1);
        return (
          <li key={number} className="at">
            <span className="no">{number}</span>
            <span>
              {text.slice(0, from)}
              <u>{text.slice(from, to)}</u>
              {text.slice(to)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
