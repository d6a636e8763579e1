import type { IncidentId } from "../../domain/ids.ts";
import { countOf } from "../../domain/incidents/redact-value.ts";
import { writePostmortem as write, writePostmortemPage } from "../../domain/postmortem/write-postmortem.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import { factsOf } from "./incident-facts.ts";

/** The postmortem of an incident as Markdown. */
export async function writePostmortem(
  deps: IncidentsDeps,
  checklists: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): ReturnType<IncidentQueries["postmortem"]> {
  const facts = await factsOf(deps, checklists, incidentId);
  return (
    facts && {
      markdown: write(facts.input),
      fileName: `${incidentId}-postmortem.md`,
      redactions: countOf(facts.redactions),
    }
  );
}

/** The same as one HTML file that needs nothing else. */
export async function postmortemPage(
  deps: IncidentsDeps,
  checklists: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): ReturnType<IncidentQueries["postmortemPage"]> {
  const facts = await factsOf(deps, checklists, incidentId);
  return (
    facts && {
      html: writePostmortemPage(facts.input, deps.renderProse),
      fileName: `${incidentId}-postmortem.html`,
    }
  );
}
