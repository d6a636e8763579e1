"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useNow } from "#lib/client/hooks.ts";
import { MODE_IDS, type ModeId } from "#lib/domain/symptom.ts";
import { DAY_MS } from "#lib/domain/time.ts";
import type { RunbooksView } from "#lib/protocol/views.ts";
import { SearchField } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { inBounds } from "../ui/in-bounds.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { type CoverageLook, type Covered, coverageOf, framedMode, nextMode } from "./coverage.ts";
import { Coverage } from "./coverage-view.tsx";
import { FileProblems } from "./file-problems.tsx";
import { findRunbooks } from "./find-runbooks.ts";
import { LibraryActs } from "./library-acts.tsx";
import { RunbookTable } from "./runbook-table.tsx";

const HINTS = [
  { keys: ["j", "k"], does: "runbook" },
  { keys: ["Enter"], does: "open" },
  { keys: ["ArrowLeft", "ArrowRight"], does: "failure mode" },
  { keys: ["h"], does: "next hole" },
  { keys: ["n"], does: "copy template" },
  { keys: ["c"], does: "check files" },
  { keys: ["/"], does: "filter" },
];

/** Which files there are, what each serves, which one is broken and where, and what nothing serves. */
export function Runbooks({ frame, view }: { readonly frame: ShellFrame; readonly view: RunbooksView }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [look, setLook] = useState<CoverageLook | undefined>(undefined);
  const [chosen, setChosen] = useState<ModeId | undefined>(undefined);
  // A square changes from day to day, not from second to second.
  const day = Math.floor(useNow() / DAY_MS) * DAY_MS;
  const groups = useMemo(() => coverageOf(view.runbooks, view.problems, day), [view, day]);
  const modes = useMemo(() => groups.flatMap((group) => group.modes), [groups]);
  const shown = useMemo(() => {
    const ofLook = new Set(modes.filter((one) => one.look === look).map(({ runbook }) => runbook?.id));
    return findRunbooks(view.runbooks, text).filter(({ id }) => look === undefined || ofLook.has(id));
  }, [view.runbooks, modes, text, look]);
  const current = shown.find(({ id }) => id === selected) ?? shown[0];
  const framed = framedMode(groups, chosen, current);
  const at = shown.findIndex(({ id }) => id === current?.id);
  // Where a key leads must be seen; under the pointer nothing moves.
  useEffect(() => {
    if (selected !== undefined)
      document.getElementById(`runbook-${selected}`)?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  function select(id: string): void {
    setSelected(id);
    setChosen(undefined);
  }
  function choose(covered: Covered | undefined): void {
    if (covered === undefined) return;
    setChosen(covered.mode);
    if (covered.runbook === undefined) return;
    setSelected(covered.runbook.id);
    // A square may lead to a runbook that the words hide.
    if (shown.some(({ id }) => id === covered.runbook?.id)) return;
    setText("");
    setLook(undefined);
  }
  const move = (by: number) => {
    const next = shown[inBounds(at + by, shown.length)];
    if (next !== undefined) select(next.id);
  };
  const isHole = ({ look }: Covered) => look === "hole";
  useKeys([
    { keys: "j", does: "next", run: () => move(1) },
    { keys: "k", does: "before", run: () => move(-1) },
    {
      keys: "ArrowRight",
      does: "next failure mode",
      run: () => choose(nextMode(groups, framed?.mode, 1)),
    },
    {
      keys: "ArrowLeft",
      does: "failure mode before",
      run: () => choose(nextMode(groups, framed?.mode, -1)),
    },
    ...(modes.some(isHole)
      ? [{ keys: "h", does: "next hole", run: () => choose(nextMode(groups, framed?.mode, 1, isHole)) }]
      : []),
    {
      keys: "Enter",
      does: "open",
      run: () => {
        if (current !== undefined) router.push(places.runbook(current.id));
      },
    },
  ]);
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
        <PageHead
          title="Runbooks"
          actions={
            <LibraryActs mode={framed?.mode ?? MODE_IDS[0]} canCheck={frame.person.role !== "viewer"} />
          }
        >
          <span>
            {plural(view.runbooks.length, "file serves", "files serve")} {served} of {modes.length} failure
            modes
          </span>
          <span className="t12 i3 d-only">
            files of runbooks/ and of your own directory, read again as soon as one changes
          </span>
        </PageHead>
        <FileProblems problems={view.problems} />
        <div className="two">
          <section className="lib" aria-label="Library">
            <div className="ph">
              <h2>Library</h2>
              <span className="sub">
                {shown.length} of {view.runbooks.length}
              </span>
              <span className="end">
                <SearchField
                  label="Title, symptom or owner"
                  placeholder="title, symptom, owner"
                  width={210}
                  value={text}
                  onChange={setText}
                />
              </span>
            </div>
            {shown.length === 0 ? (
              <EmptyState
                title={
                  view.runbooks.length === 0
                    ? "No runbook could be read."
                    : text === ""
                      ? "No runbook is like this."
                      : `No runbook matches “${text}”.`
                }
              />
            ) : (
              <RunbookTable runbooks={shown} selectedId={current?.id} onSelect={select} />
            )}
          </section>
          <Coverage
            groups={groups}
            framed={framed}
            look={look}
            onLook={(one) => setLook(one === look ? undefined : one)}
            onChoose={(mode) => choose(modes.find((covered) => covered.mode === mode))}
          />
        </div>
      </div>
    </Shell>
  );
}
