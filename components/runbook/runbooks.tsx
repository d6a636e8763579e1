"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { RunbooksView } from "#lib/protocol/views.ts";
import { SearchField } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { DataTable } from "../ui/table.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { coverageOf } from "./coverage.ts";
import { Coverage } from "./coverage-view.tsx";

const HINTS = [
  { keys: ["j", "k"], does: "runbook" },
  { keys: ["Enter"], does: "open" },
  { keys: ["/"], does: "filter" },
];

/** Which files there are, what each serves, which one is broken and where, and what nothing serves. */
export function Runbooks({ frame, view }: { readonly frame: ShellFrame; readonly view: RunbooksView }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
    return view.runbooks.filter(({ title, file, symptoms }) => {
      const searched = `${title} ${file} ${symptoms.join(" ")}`.toLowerCase();
      return words.every((word) => searched.includes(word));
    });
  }, [view.runbooks, text]);
  const current = shown.find(({ id }) => id === selected) ?? shown[0];
  const at = shown.findIndex(({ id }) => id === current?.id);
  const move = (by: number) => setSelected(shown[Math.min(shown.length - 1, Math.max(0, at + by))]?.id);
  useKeys([
    { keys: "j", does: "next", run: () => move(1) },
    { keys: "k", does: "before", run: () => move(-1) },
    {
      keys: "Enter",
      does: "open",
      run: () => {
        if (current !== undefined) router.push(places.runbook(current.id));
      },
    },
  ]);
  const groups = coverageOf(view.runbooks);
  const modes = groups.flatMap((group) => group.modes);
  const served = modes.filter(({ runbook }) => runbook !== undefined).length;
  return (
    <Shell
      place="runbooks"
      title="Runbooks"
      frame={frame}
      hints={HINTS}
      status={`${view.runbooks.length} files read, ${view.problems.length} broken`}
    >
      <div className="rbk">
        <PageHead title="Runbooks">
          <span>
            {plural(view.runbooks.length, "file serves", "files serve")} {served} of {modes.length} failure
            modes
          </span>
        </PageHead>
        <Problems problems={view.problems} />
        <div className="two">
          <section className="lib" aria-label="Library">
            <div className="ph">
              <h2>Library</h2>
              <span className="sub">
                {shown.length} of {view.runbooks.length}
              </span>
              <span className="end">
                <SearchField
                  label="Title or symptom"
                  placeholder="title, symptom"
                  width={210}
                  value={text}
                  onChange={setText}
                />
              </span>
            </div>
            {shown.length === 0 ? (
              <EmptyState
                title={
                  view.runbooks.length === 0 ? "No runbook could be read." : `No runbook matches “${text}”.`
                }
              />
            ) : (
              <DataTable
                label="Runbooks"
                columns={[{ name: "Runbook" }, { name: "For" }, { name: "Steps", isNumber: true }]}
              >
                <tbody>
                  {shown.map((runbook) => (
                    <tr key={runbook.id} className={runbook.id === current?.id ? "sel" : undefined}>
                      <td>
                        <Link href={places.runbook(runbook.id)}>
                          <b>{runbook.title}</b>
                        </Link>
                        <div className="t12 i3 mono">{runbook.file}</div>
                      </td>
                      <td className="ml">{runbook.symptoms.join(", ")}</td>
                      <td className="right num">{runbook.steps.length}</td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )}
          </section>
          <Coverage groups={groups} />
        </div>
      </div>
    </Shell>
  );
}

function Problems({ problems }: { readonly problems: RunbooksView["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <section className="brk" aria-label="Files that cannot be read">
      {problems.map((problem) => (
        <div key={`${problem.file} ${problem.line} ${problem.column}`} className="bp">
          <Mark name="failing" size={15} />
          <div className="min-w-0">
            <b>{problem.file} cannot be read.</b>{" "}
            <span className="mono t12">
              line {problem.line}, column {problem.column}
            </span>
            <p className="i2">{problem.reason} The other files are loaded.</p>
          </div>
        </div>
      ))}
    </section>
  );
}
