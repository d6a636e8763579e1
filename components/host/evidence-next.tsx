"use client";

import { useRouter } from "next/navigation";
import type { SymptomView } from "#lib/protocol/views.ts";
import { isPassing } from "../shell/frame.ts";
import { places } from "../shell/places.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { useWatchActs } from "../watch/use-watch-acts.ts";

/** The next step of the runbook, its command, and the ways into the room. */
export function EvidenceNext({
  symptom,
  canAct,
}: {
  readonly symptom: SymptomView;
  readonly canAct: boolean;
}) {
  const { runbook, next } = symptom;
  return (
    <section>
      <h3>
        Do next
        {runbook !== undefined &&
          next !== undefined &&
          `: runbook “${runbook.title}”, step ${next.stepNumber} of ${runbook.stepCount}`}
      </h3>
      <p className="b mb-2">
        {next === undefined ? (
          runbook === undefined ? (
            "Read the evidence on the host; no runbook serves this."
          ) : (
            `Every step of the runbook “${runbook.title}” is done.`
          )
        ) : (
          <MachineText text={next.title} limit={200} />
        )}
      </p>
      {next?.command !== undefined && (
        <CommandLine command={next.command} filled={Object.values(symptom.facts)} isMain />
      )}
      <SymptomButtons symptom={symptom} canAct={canAct} />
    </section>
  );
}

/** Open room or incident, acknowledge, runbook: buttons with their keys. */
export function SymptomButtons({
  symptom,
  canAct,
}: {
  readonly symptom: SymptomView;
  readonly canAct: boolean;
}) {
  const router = useRouter();
  const acts = useWatchActs(canAct);
  const { runbook, incidentId } = symptom;
  const isHealed = isPassing(symptom);
  const isOpenPage = symptom.severity === "page" && symptom.acknowledgedAt === undefined && !isHealed;
  useKeys([
    ...(incidentId !== undefined
      ? [{ keys: "Enter", does: "open the room", run: () => router.push(places.incident(incidentId)) }]
      : []),
    ...(runbook !== undefined
      ? [{ keys: "r", does: "the runbook", run: () => router.push(places.runbook(runbook.id, symptom.id)) }]
      : []),
    // What has an incident needs no second one.
    ...(canAct && incidentId === undefined
      ? [{ keys: "i", does: "open an incident", run: () => acts.rowActs.openIncident(symptom) }]
      : []),
    ...(canAct ? [{ keys: "a", does: "acknowledge", run: () => acts.rowActs.acknowledge(symptom) }] : []),
  ]);
  return (
    <>
      <div className="acts2">
        {incidentId !== undefined && (
          <ButtonLink
            href={places.incident(incidentId)}
            look={isHealed ? "plain" : "primary"}
            isSmall
            keyHint="Enter"
          >
            Open room {incidentId}
          </ButtonLink>
        )}
        {incidentId === undefined && canAct && (
          <Button
            look={isHealed ? "plain" : "primary"}
            isSmall
            keyHint="i"
            aria-disabled={acts.rowActs.isBusy}
            onClick={() => acts.rowActs.openIncident(symptom)}
          >
            {isHealed ? "Open incident (recovering)" : "Open incident"}
          </Button>
        )}
        {isOpenPage && canAct && (
          <Button
            isSmall
            keyHint="a"
            aria-disabled={acts.rowActs.isBusy}
            onClick={() => acts.rowActs.acknowledge(symptom)}
          >
            Acknowledge
          </Button>
        )}
        {runbook !== undefined && (
          <ButtonLink href={places.runbook(runbook.id)} isSmall keyHint="r">
            Runbook
          </ButtonLink>
        )}
      </div>
      {acts.problem !== undefined && <Message kind="failed">{acts.problem}</Message>}
    </>
  );
}
