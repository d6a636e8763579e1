import type { IncidentId } from "../../domain/ids.ts";
import { countOf } from "../../domain/incidents/redact-value.ts";
import {
  writePostmortem as write,
  writePostmortemPage,
  writePostmortemPaper,
} from "../../domain/postmortem/write-postmortem.ts";
import type { Checklists } from "../checklists/checklists.ts";
import type { IncidentQueries, IncidentsDeps } from "./contract.ts";
import type { ExportOptions } from "./export-options.ts";
import { factsOf, type IncidentFacts } from "./incident-facts.ts";

/** What people wrote, or without that everything the timeline knows. */
export const markdownOf = (
  { cleanProse }: Pick<IncidentsDeps, "cleanProse">,
  { input, written }: IncidentFacts,
): string => write(written?.input ?? input, cleanProse, written?.text);

export const pageOf = (
  { renderProse }: Pick<IncidentsDeps, "renderProse">,
  { input, written }: IncidentFacts,
): string => writePostmortemPage(written?.input ?? input, renderProse, written?.text);

/** The postmortem of an incident as Markdown. */
export async function writePostmortem(
  deps: IncidentsDeps,
  checklists: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
  options?: ExportOptions,
): ReturnType<IncidentQueries["postmortem"]> {
  const facts = await factsOf(deps, checklists, incidentId, options);
  return (
    facts && {
      markdown: markdownOf(deps, facts),
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
  options?: ExportOptions,
): ReturnType<IncidentQueries["postmortemPage"]> {
  const facts = await factsOf(deps, checklists, incidentId, options);
  return facts && { html: pageOf(deps, facts), fileName: `${incidentId}-postmortem.html` };
}

/**
 * As `postmortemPage`, for people who are signed in. It does not leave the house, so it tells the words that are kept in; a
 * secret is told nobody.
 */
export async function postmortemPreview(
  deps: IncidentsDeps,
  checklists: Pick<Checklists, "readStep">,
  incidentId: IncidentId,
): ReturnType<IncidentQueries["postmortemPreview"]> {
  const facts = await factsOf(deps, checklists, incidentId, { areWordsTold: true });
  return (
    facts && writePostmortemPaper(facts.written?.input ?? facts.input, deps.renderProse, facts.written?.text)
  );
}
