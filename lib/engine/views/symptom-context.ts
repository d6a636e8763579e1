import type { HostId, SymptomId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident.ts";
import type { CheckReading, PassCondition, Runbook, RunbookStep } from "../../domain/runbook.ts";
import { fillCommand } from "../../domain/runbooks/fill-command.ts";
import type { Symptom } from "../../domain/symptom.ts";
import type { SymptomContext } from "./symptom-view.ts";

interface ContextSources {
  readonly runbooks: () => readonly Runbook[];
  readonly incidentOf: (symptomId: SymptomId) => Incident | undefined;
  readonly readCheck: (pass: PassCondition, hostId: HostId, subject: string) => CheckReading;
}

/** What a symptom has to do with people and runbooks, as it is at this moment. */
export function createSymptomContext(sources: ContextSources): (symptom: Symptom) => SymptomContext {
  return (symptom) => {
    const incident = sources.incidentOf(symptom.id);
    const acknowledgedAt = incident?.milestones.acknowledged;
    const acknowledgedBy = incident?.acknowledgedBy?.name;
    const runbook = sources.runbooks().find((book) => book.symptoms.includes(symptom.mode));
    return {
      ...(incident && { incidentId: incident.id }),
      ...(acknowledgedAt !== undefined && { acknowledgedAt }),
      ...(acknowledgedBy !== undefined && { acknowledgedBy }),
      ...(runbook && { runbook: { id: runbook.id, title: runbook.title, stepCount: runbook.steps.length } }),
      ...(runbook && nextOf(runbook, symptom, sources)),
    };
  };
}

/** The first step that is a person's to do: checks that only confirm the fault are read by Foghorn itself. */
function nextOf(runbook: Runbook, symptom: Symptom, sources: ContextSources): Pick<SymptomContext, "next"> {
  const index = runbook.steps.findIndex((step, at) => isNext(step, at, symptom, sources));
  const step = runbook.steps[index];
  if (step === undefined) return {};
  const facts = {
    host: symptom.hostId,
    ...(symptom.subject !== "" && { container: symptom.subject }),
    ...symptom.facts,
  };
  const command = step.commands[0];
  return {
    next: {
      stepNumber: index + 1,
      title: step.title,
      ...(command !== undefined && { command: fillCommand(command, facts) }),
    },
  };
}

function isNext(step: RunbookStep, at: number, symptom: Symptom, sources: ContextSources): boolean {
  if (step.kind === "manual" || step.kind === "action") return true;
  // The first check is the fault itself; a later one that fails is what to look at.
  return (
    at > 0 &&
    step.pass !== undefined &&
    sources.readCheck(step.pass, symptom.hostId, symptom.subject).outcome === "failing"
  );
}
