import type { IncidentId } from "../../domain/ids.ts";
import { readAsNow } from "../../domain/incidents/read-as-now.ts";
import { countOf, redactValue } from "../../domain/incidents/redact-value.ts";
import { writePostmortem as write } from "../../domain/postmortem/write-postmortem.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import { allEntries } from "./shares.ts";

/** Reads everything of one incident, redacts it with the rules of now, and writes the Markdown. */
export async function writePostmortem(
  deps: IncidentsDeps,
  { readStep }: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): ReturnType<IncidentQueries["postmortem"]> {
  const { clock, stores, redact } = deps;
  const incident = await stores.incidents.get(incidentId);
  if (!incident) return undefined;
  const { value, replacements } = redactValue(
    {
      incident,
      entries: readAsNow(await allEntries(deps, incidentId)),
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
  return {
    markdown: write({ ...value, writtenAt: clock.now() }),
    fileName: `${incidentId}-postmortem.md`,
    redactions: countOf(replacements),
  };
}
