"use client";

import Link from "next/link";
import { readRunbook } from "#lib/client/api.ts";
import { useAnswer } from "#lib/client/use-answer.ts";
import { fillCommand } from "#lib/domain/runbooks/fill-command.ts";
import { symptomFacts } from "#lib/domain/runbooks/symptom-facts.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { CommandLine } from "../ui/command-line.tsx";
import { MachineText } from "../ui/machine-text.tsx";

const SHOWN = 4;

/** The runbook from the step it stands at, with its commands filled in; the whole of it has its own page. */
export function RunbookSteps({ symptom }: { readonly symptom: SymptomView }) {
  const { runbook, next } = symptom;
  if (runbook === undefined)
    return <p className="i2">No runbook serves this. What the journal says above is the place to begin.</p>;
  if (next === undefined) return <p className="i2">Every step of the runbook “{runbook.title}” is done.</p>;
  return <Steps key={runbook.id} symptom={symptom} runbookId={runbook.id} first={next} />;
}

function Steps({
  symptom,
  runbookId,
  first,
}: {
  readonly symptom: SymptomView;
  readonly runbookId: string;
  readonly first: NonNullable<SymptomView["next"]>;
}) {
  const runbook = useAnswer(readRunbook, runbookId);
  const steps = runbook?.kind === "done" ? runbook.value.steps : undefined;
  const from = first.stepNumber - 1;
  const shown = steps
    ?.slice(from, from + SHOWN)
    .map((step, index) => ({ ...step, number: from + index + 1 }));
  const facts = symptomFacts(symptom);
  return (
    <>
      <ol className="dosteps">
        {shown?.map((step, index) => (
          <li key={step.id}>
            <span className="n">{step.number}</span>
            <div className="min-w-0">
              <MachineText text={step.title} limit={200} />
              {step.commands.map((command) => (
                <CommandLine
                  key={command}
                  command={fillCommand(command, facts)}
                  filled={Object.values(symptom.facts)}
                  isMain={index === 0 && command === step.commands[0]}
                />
              ))}
            </div>
          </li>
        ))}
        {shown === undefined && (
          <li>
            <span className="n">{first.stepNumber}</span>
            <div className="min-w-0">
              <MachineText text={first.title} limit={200} />
              {first.command !== undefined && (
                <CommandLine command={first.command} filled={Object.values(symptom.facts)} isMain />
              )}
            </div>
          </li>
        )}
      </ol>
      {steps !== undefined && steps.length > from + SHOWN && (
        <p className="i2">
          <Link href={places.runbook(runbookId, symptom.id)}>
            {steps.length - from - SHOWN} more steps in the runbook
          </Link>
        </p>
      )}
    </>
  );
}
