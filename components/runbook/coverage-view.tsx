import { clsx } from "clsx";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { lastExercised } from "#lib/domain/runbooks/exercised.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import { places } from "../shell/places.ts";
import { plural } from "../ui/format.ts";
import { Kbd } from "../ui/kbd.tsx";
import type { CoverageGroup, CoverageLook, Covered } from "./coverage.ts";

const LOOKS = ["exercised", "older", "lab", "captured", "hole", "broken"] as const;

const LOOK_WORDS: Readonly<Record<CoverageLook, readonly [name: string, says: string]>> = {
  exercised: ["exercised", "every step gone through in the lab within 90 days"],
  older: ["older", "gone through longer ago"],
  lab: ["written", "never exercised; the lab makes the fault"],
  captured: ["no lab fault", "written; cannot be made in the lab, tested from captured input"],
  hole: ["holes", "no runbook: the symptom shows its evidence and says so"],
  broken: ["broken", "the file cannot be read"],
};

interface CoverageProps {
  readonly groups: readonly CoverageGroup[];
  readonly framed: Covered | undefined;
  readonly onChoose: (mode: ModeId) => void;
  /** The one look to which the library is narrowed. */
  readonly look: CoverageLook | undefined;
  readonly onLook: (look: CoverageLook) => void;
}

/** One square is one failure mode: what serves it, and how far it could be tried. */
export function Coverage({ groups, framed, onChoose, look: narrowed, onLook }: CoverageProps) {
  const grid = useRef<HTMLUListElement>(null);
  // Who walks the squares with the arrows has the focus go along.
  useEffect(() => {
    const active = document.activeElement;
    if (framed === undefined || !grid.current?.contains(active)) return;
    grid.current.querySelector<HTMLElement>(`[data-mode="${framed.mode}"]`)?.focus();
  }, [framed]);
  const modes = groups.flatMap((group) => group.modes);
  const count = (look: CoverageLook) => modes.filter((covered) => covered.look === look).length;
  return (
    <section className="cov" aria-label="Coverage">
      <div className="ph">
        <h2>Coverage</h2>
        <span className="sub">one square is one failure mode, in the order of the catalogue</span>
        <span className="end">
          <Kbd>ArrowLeft</Kbd> <Kbd>ArrowRight</Kbd>
        </span>
      </div>
      <ul className="cg" ref={grid}>
        {groups.map((group) => (
          <li key={group.name} className="ly">
            <span className="n">{group.name}</span>
            <ul className="cs">
              {group.modes.map((covered) => (
                <li key={covered.mode}>
                  <Square covered={covered} isFramed={covered.mode === framed?.mode} onChoose={onChoose} />
                </li>
              ))}
            </ul>
            <GroupEnd group={group} />
          </li>
        ))}
      </ul>
      {framed !== undefined && <Framed covered={framed} />}
      <ul className="kk">
        {LOOKS.filter((look) => look === "exercised" || count(look) > 0).map((look) => (
          <li key={look}>
            <button
              type="button"
              aria-pressed={look === narrowed}
              title="Only these in the library"
              onClick={() => onLook(look)}
            >
              <span className={`cv ${look}`} aria-hidden />
              <b className={clsx(look === "hole" && "tt", look === "broken" && "tp")}>
                {look === "hole" ? plural(count(look), "hole") : `${count(look)} ${LOOK_WORDS[look][0]}`}
              </b>
              <span className="i3">{LOOK_WORDS[look][1]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Square({
  covered,
  isFramed,
  onChoose,
}: {
  readonly covered: Covered;
  readonly isFramed: boolean;
  readonly onChoose: (mode: ModeId) => void;
}) {
  const { mode, title, look, runbook } = covered;
  const words = `${title}: ${servedBy(covered)}`;
  const shared = {
    className: clsx("cv", look, isFramed && "at"),
    title: words,
    "aria-label": words,
    "data-mode": mode,
    tabIndex: isFramed ? 0 : -1,
    onFocus: () => onChoose(mode),
  };
  if (runbook === undefined) return <button type="button" {...shared} onClick={() => onChoose(mode)} />;
  return <Link href={places.runbook(runbook.id)} prefetch={false} {...shared} />;
}

function servedBy({ look, runbook }: Covered): string {
  if (runbook !== undefined) {
    const last = lastExercised(runbook);
    const when =
      last === undefined
        ? "never exercised"
        : `exercised ${new Date(last.at).toISOString().slice(0, 10)} on ${last.engines.join(", ")}`;
    return `runbook “${runbook.title}”, ${plural(runbook.steps.length, "step")}, ${when}`;
  }
  return look === "broken" ? "its file cannot be read" : "no runbook";
}

/** What the framed square stands for, in words. */
function Framed({ covered }: { readonly covered: Covered }) {
  return (
    <p className="fr" aria-live="polite">
      <b>{covered.title}</b> <span className="mono i3">{covered.mode}</span>
      <span className="i2">{servedBy(covered)}</span>
    </p>
  );
}

function GroupEnd({ group }: { readonly group: CoverageGroup }) {
  const broken = group.modes.filter(({ look }) => look === "broken").length;
  const holes = group.modes.filter(({ look }) => look === "hole").length;
  if (broken > 0) return <span className="x tp">{broken} broken</span>;
  if (holes > 0) return <span className="x tt">{plural(holes, "hole")}</span>;
  return <span className="x">all {group.modes.length}</span>;
}
