import type { IncidentId } from "../../domain/ids.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import { type Replaced, redactValue } from "../../domain/incidents/redact-value.ts";
import type { PostmortemInput } from "../../domain/postmortem/postmortem-input.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentsDeps } from "./contract.ts";
import { allEntries } from "./shares.ts";

/** Everything of one incident that may leave Foghorn, as every export tells it. */
export interface IncidentFacts {
  readonly input: PostmortemInput;
  /** All of them as they are stored: only for what of them is no text, as their number, their hash and their digest. */
  readonly stored: readonly TimelineEntry[];
  readonly redactions: readonly Replaced[];
}

/** Reads everything of one incident and redacts it with the rules of now. Undefined for an unknown incident. */
export async function factsOf(
  deps: IncidentsDeps,
  { readStep }: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): Promise<IncidentFacts | undefined> {
  const { clock, stores, redact } = deps;
  const incident = await stores.incidents.get(incidentId);
  if (!incident) return undefined;
  // What is written while this is read belongs to the next export.
  const stored = (await allEntries(deps, incidentId)).filter(({ seq }) => seq <= incident.headSeq);
  const { value, replacements } = redactValue(
    {
      incident,
      entries: readAsNow(stored),
      symptoms: await stores.symptoms.byIds(incident.symptomIds),
      checklists: (await stores.incidents.checklists(incidentId)).map((checklist) => ({
        ...checklist,
        steps: checklist.runbook.steps.flatMap((step) => {
          const state = checklist.steps.find(({ stepId }) => stepId === step.id);
          const check = readStep(incidentId, checklist, step);
          if (check === undefined) return state ?? [];
          return { ...(state ?? { stepId: step.id, mark: "open" as const }), check };
        }),
      })),
    },
    redact,
  );
  return { input: { ...value, writtenAt: clock.now() }, stored, redactions: replacements };
}
