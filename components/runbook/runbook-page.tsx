"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTopic } from "#lib/client/hooks.ts";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { fillProse } from "#lib/domain/runbooks/fill-command.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import type { RunbookView, SymptomView } from "#lib/protocol/views.ts";
import { GlyphS } from "../anatomy/glyph-s.tsx";
import { allParts } from "../incident/all-parts.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { places } from "../shell/places.ts";
import { Shell } from "../shell/shell.tsx";
import { Markdown } from "../timeline/markdown.tsx";
import { inBounds } from "../ui/in-bounds.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { kindsOf, ReadStep } from "./read-step.tsx";
import { RunbookActs } from "./runbook-acts.tsx";
import { RunbookFacts, UsedIn } from "./runbook-facts.tsx";

const HINTS = [
  { keys: ["j", "k"], does: "step" },
  { keys: ["y"], does: "copy command" },
  { keys: ["d"], does: "compare" },
  { keys: ["x"], does: "rehearse" },
  { keys: ["o"], does: "copy as own file" },
  { keys: ["e"], does: "open in an incident" },
  { keys: ["Escape"], does: "library" },
];

/** A runbook to be read before it is needed: for what, in which order, and what makes each check pass. */
export function RunbookPage({
  frame,
  runbook,
  symptomId,
}: {
  readonly frame: ShellFrame;
  readonly runbook: RunbookView;
  /** Whose values stand in the commands; without one, those of the only symptom that is open. */
  readonly symptomId?: string;
}) {
  const router = useRouter();
  const [selected, setSelected] = useState(0);
  const symptoms = useTopic("symptoms").value ?? frame.symptoms;
  const lit = symptoms.filter(({ mode, state }) => runbook.symptoms.includes(mode) && state !== "cleared");
  const values = valuesFor(runbook, symptomId);
  const move = (by: number) => setSelected(inBounds(selected + by, runbook.steps.length));
  useKeys([
    { keys: "j", does: "next step", run: () => move(1) },
    { keys: "k", does: "step before", run: () => move(-1) },
    { keys: "Escape", does: "library", run: () => router.push(places.runbooks) },
  ]);
  return (
    <Shell
      place="runbooks"
      title={runbook.title}
      frame={frame}
      hints={HINTS}
      status="incidents keep the version they started with"
    >
      <div className="rp">
        <PageHead
          title={
            <>
              <Link href={places.runbooks} className="i2">
                Runbooks
              </Link>{" "}
              <span className="i3">/</span> {runbook.title}
            </>
          }
          actions={<RunbookActs runbook={runbook} canWrite={frame.person.role !== "viewer"} />}
        >
          <span className="tag mono">{runbook.version.slice(0, 8)}</span>
          <span className="t12 i3">
            <span className="mono">{runbook.file}</span>
            {runbook.own === undefined
              ? ", comes with the release"
              : runbook.own.replaces
                ? ", yours instead of the release's"
                : ", yours"}
          </span>
        </PageHead>
        <div className="three">
          <section className="a" aria-label="What it is for">
            <div className="prose lead">
              <Markdown text={fillProse(runbook.intro, values)} />
            </div>
            <h2 className="hd3">Serves these symptoms</h2>
            <ul className="sy">
              {runbook.symptoms.map((mode) => (
                <Served key={mode} mode={mode} />
              ))}
            </ul>
            <LitNow runbookId={runbook.id} symptoms={lit} />
            <UsedIn runbookId={runbook.id} />
          </section>
          <section className="rds" aria-label="Steps">
            <div className="ph s">
              <h2>Steps</h2>
              <span className="sub">{kindsOf(runbook.steps)}. Outside an incident nothing is ticked.</span>
            </div>
            <ol>
              {runbook.steps.map((step, index) => (
                <ReadStep
                  key={step.id}
                  step={step}
                  steps={runbook.steps}
                  number={index + 1}
                  values={values}
                  isSelected={index === selected}
                  onSelect={() => setSelected(index)}
                />
              ))}
            </ol>
          </section>
          <RunbookFacts runbook={runbook} />
        </div>
      </div>
    </Shell>
  );
}

/** What a symptom fills into the commands. Of several that are open nobody chooses for the reader. */
function valuesFor({ live }: RunbookView, symptomId: string | undefined): Readonly<Record<string, string>> {
  const only = live.length === 1 ? live[0] : undefined;
  return (live.find((one) => one.symptomId === symptomId) ?? only)?.values ?? {};
}

function Served({ mode }: { readonly mode: ModeId }) {
  const { part, title } = ABOUTS[mode];
  return (
    <li>
      <GlyphS parts={{ ...allParts({}), [part]: "fault" }} isPast />
      <div>
        <b>{title}</b>
        <div className="mono i3">{mode}</div>
      </div>
    </li>
  );
}

function LitNow({
  runbookId,
  symptoms,
}: {
  readonly runbookId: string;
  readonly symptoms: readonly SymptomView[];
}) {
  if (symptoms.length === 0) return null;
  return (
    <>
      <h2 className="hd3">Lit now</h2>
      <ul>
        {symptoms.map((symptom) => (
          <li key={symptom.id} className="row">
            <Mark name={symptom.severity} size={13} label={symptom.severity} />
            <Link
              href={
                symptom.incidentId === undefined
                  ? places.host(symptom.hostId)
                  : places.incident(symptom.incidentId)
              }
            >
              {symptom.hostId} <MachineText text={symptom.subject} limit={60} /> {symptom.incidentId}
            </Link>
            {symptoms.length > 1 && (
              <Link href={places.runbook(runbookId, symptom.id)} className="t12">
                its values
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
