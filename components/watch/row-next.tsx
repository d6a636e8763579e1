"use client";

import Link from "next/link";
import { isHealing } from "#lib/domain/runbooks/current-step.ts";
import type { SymptomView } from "#lib/protocol/views.ts";
import { isPassing } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { CommandLine, useCopy } from "../ui/command-line.tsx";
import { plural } from "../ui/format.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { hostIdsOf } from "./alike.ts";
import type { RowActs } from "./row-acts.ts";
import type { WatchItem } from "./watch-rows.ts";

interface RowNextProps {
  readonly symptom: WatchItem;
  readonly isSelected: boolean;
  readonly acts: RowActs;
}

/** The next step of the runbook, its command, and who takes it. */
export function RowNext({ symptom, isSelected, acts }: RowNextProps) {
  const { runbook, next } = symptom;
  return (
    <div className="nx">
      {isSelected && runbook !== undefined && next !== undefined && (
        <span className="src">
          Runbook{" "}
          <Link href={places.runbook(runbook.id, symptom.id)}>
            “<MachineText text={runbook.title} limit={60} />”
          </Link>
          , step {next.stepNumber} of {runbook.stepCount}
        </span>
      )}
      <b className="step">
        {next === undefined ? nothingNext(symptom) : <MachineText text={next.title} limit={120} />}
      </b>
      {!isSelected && runbook !== undefined && (
        <span className="src">
          <Link href={places.runbook(runbook.id, symptom.id)}>
            Runbook “<MachineText text={runbook.title} limit={60} />”
          </Link>{" "}
          {plural(runbook.stepCount, "step")}
        </span>
      )}
      {isSelected && next?.command !== undefined && symptom.alike !== undefined && (
        <span className="src">first on {symptom.hostId}</span>
      )}
      {isSelected && next?.command !== undefined && (
        <CommandLine command={next.command} filled={Object.values(symptom.facts)} isBare />
      )}
      <RowButtons symptom={symptom} isSelected={isSelected} acts={acts} command={next?.command} />
      {symptom.incidentId !== undefined && (
        <div className="winc">
          <Link href={places.incident(symptom.incidentId)}>{symptom.incidentId}</Link>
          {symptom.acknowledgedBy !== undefined && <span> {symptom.acknowledgedBy} leads</span>}
        </div>
      )}
    </div>
  );
}

function nothingNext(symptom: SymptomView): string {
  if (symptom.flapping !== undefined && isHealing(symptom)) return "Find what brings it back";
  if (symptom.runbook === undefined) return "Read the evidence on the host";
  return isHealing(symptom) ? "Verified, nothing is left to do" : "Every step of the runbook is done";
}

function RowButtons({
  symptom,
  isSelected,
  acts,
  command,
}: RowNextProps & { readonly command: string | undefined }) {
  // What passes again waits for nobody: it can be opened, and nothing asks for it.
  const isHealed = isPassing(symptom);
  const isOpenPage =
    symptom.severity === "page" &&
    symptom.incidentId === undefined &&
    symptom.mute === undefined &&
    !isHealed;
  if (!isSelected && !isOpenPage) return null;
  const hint = (key: string): string | undefined => (isSelected ? key : undefined);
  return (
    <div className="acts">
      {symptom.incidentId !== undefined && (
        <ButtonLink
          href={places.incident(symptom.incidentId)}
          look={isHealed ? "plain" : "primary"}
          isSmall
          keyHint={hint("Enter")}
        >
          Open room
        </ButtonLink>
      )}
      {symptom.incidentId === undefined && acts.canAct && (
        <Button
          isSmall
          look={isSelected && !isHealed ? "primary" : "plain"}
          keyHint={hint("i")}
          aria-disabled={acts.isBusy}
          onClick={() => acts.openIncident(symptom)}
        >
          {isHealed ? "Open incident (recovering)" : "Open incident"}
        </Button>
      )}
      {isSelected && command !== undefined && <CopyButton command={command} />}
      {symptom.acknowledgedAt === undefined && symptom.severity === "page" && !isHealed && acts.canAct && (
        <Button
          isSmall
          keyHint={hint("a")}
          aria-disabled={acts.isBusy}
          onClick={() => acts.acknowledge(symptom)}
        >
          {symptom.alike === undefined ? "Acknowledge" : `Acknowledge all ${hostIdsOf(symptom).length}`}
        </Button>
      )}
      {isSelected && acts.canAct && (
        <Button isSmall keyHint="m" aria-disabled={acts.isBusy} onClick={() => acts.mute(symptom)}>
          {symptom.mute === undefined ? "Mute" : "End mute"}
        </Button>
      )}
    </div>
  );
}

function CopyButton({ command }: { readonly command: string }) {
  const { state, copy } = useCopy(command);
  useKeys([{ keys: "y", does: "copy the command", run: copy }]);
  return (
    <Button isSmall keyHint="y" onClick={copy}>
      <span aria-live="polite">
        {state === "copied" ? "Copied" : state === "refused" ? "Not copied" : "Copy"}
      </span>
    </Button>
  );
}
