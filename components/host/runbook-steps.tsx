"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { fillCommand } from "#lib/domain/runbooks/fill-command.ts";
import { symptomFacts } from "#lib/domain/runbooks/symptom-facts.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { places } from "../shell/places.ts";
import { CommandLine } from "../ui/command-line.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { fetchRunbook, type ReadRunbook } from "./read-runbook.ts";

const SHOWN = 4;

/** The runbook from the step it stands at, with its commands filled in; the whole of it has its own page. */
export function RunbookSteps({ symptom }: { readonly symptom: SymptomView }) {
  const runbookId = symptom.runbook?.id;
  const [runbook, setRunbook] = useState<ReadRunbook>();
  useEffect(() => {
    if (runbookId === undefined) return undefined;
    let isOpen = true;
    void fetchRunbook(runbookId).then((read) => {
      if (isOpen) setRunbook(read);
    });
    return () => {
      isOpen = false;
    };
  }, [runbookId]);

  if (symptom.runbook === undefined)
    return <p className="i2">No runbook serves this. What the journal says above is the place to begin.</p>;
  const steps = runbook?.id === runbookId ? runbook?.steps : undefined;
  const from = (symptom.next?.stepNumber ?? 1) - 1;
  const shown = steps
    ?.slice(from, from + SHOWN)
    .map((step, index) => ({ ...step, number: from + index + 1 }));
  const first = symptom.next;
  const facts = symptomFacts(symptom);
  if (first === undefined)
    return <p className="i2">Every step of the runbook “{symptom.runbook.title}” is done.</p>;
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
          <Link href={places.runbook(symptom.runbook.id, symptom.id)}>
            {steps.length - from - SHOWN} more steps in the runbook
          </Link>
        </p>
      )}
    </>
  );
}
