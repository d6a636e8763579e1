import type { HostId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Mute } from "../../domain/mute.ts";
import type { CheckReading, PassCondition, Runbook } from "../../domain/runbook.ts";
import { currentStep, markNow } from "../../domain/runbooks/current-step.ts";
import { fillCommand } from "../../domain/runbooks/fill-command.ts";
import { runbookFor } from "../../domain/runbooks/runbook-for.ts";
import { readSymptomCheck } from "../../domain/runbooks/symptom-check.ts";
import { symptomFacts } from "../../domain/runbooks/symptom-facts.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { StoredChecklist } from "../ports-incidents.ts";
import type { SymptomContext } from "./symptom-view.ts";

interface ContextSources {
  readonly runbooks: () => readonly Runbook[];
  readonly incidentOf: (symptomId: SymptomId) => Incident | undefined;
  readonly checklistOf: (symptom: Symptom) => Pick<StoredChecklist, "runbook" | "steps"> | undefined;
  readonly muteOf?: (symptom: Symptom) => Mute | undefined;
  readonly readCheck: (condition: PassCondition, hostId: HostId, subject: string) => CheckReading;
}

/** What a symptom has to do with people and runbooks, as it is at this moment. */
export function createSymptomContext(sources: ContextSources): (symptom: Symptom) => SymptomContext {
  return (symptom) => {
    const incident = sources.incidentOf(symptom.id);
    const acknowledgedAt = incident?.milestones.acknowledged;
    const acknowledgedBy = incident?.acknowledgedBy?.name;
    const mute = sources.muteOf?.(symptom);
    return {
      ...(incident && { incidentId: incident.id }),
      ...(acknowledgedAt !== undefined && { acknowledgedAt }),
      ...(acknowledgedBy !== undefined && { acknowledgedBy }),
      ...(mute && {
        mute: { id: mute.id, until: mute.endsAt, by: mute.by.name, reason: mute.reason },
      }),
      ...runbookOf(symptom, sources),
    };
  };
}

/** The runbook and where it stands: by the checklist of its incident and the readings of now. */
function runbookOf(symptom: Symptom, sources: ContextSources): Pick<SymptomContext, "runbook" | "next"> {
  const checklist = sources.checklistOf(symptom);
  const runbook = checklist?.runbook ?? runbookFor(symptom.mode, sources.runbooks());
  if (runbook === undefined) return {};
  const { id, title, steps } = runbook;
  const markOf = markNow(
    steps,
    symptom,
    (condition) => readingOf(condition, symptom, sources),
    checklist?.steps,
  );
  const current = currentStep(steps, markOf, symptom);
  const command = current?.step.commands[0];
  return {
    runbook: { id, title, stepCount: steps.length },
    ...(current && {
      next: {
        stepNumber: current.index + 1,
        title: current.step.title,
        ...(command !== undefined && { command: fillCommand(command, symptomFacts(symptom)) }),
      },
    }),
  };
}

const readingOf = (
  condition: PassCondition,
  symptom: Symptom,
  { readCheck }: ContextSources,
): CheckReading =>
  condition.probe === "symptom"
    ? readSymptomCheck(condition, symptom)
    : readCheck(condition, symptom.hostId, symptom.subject);
