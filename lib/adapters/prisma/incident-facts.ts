import type { Incident } from "../../domain/incident.ts";

/** Parts of an incident that nothing is looked up by: one column holds them all. Rows of older versions have none of them. */
type IncidentFacts = Pick<
  Incident,
  | "roles"
  | "estimates"
  | "notApplicable"
  | "reopenedAt"
  | "attachedBy"
  | "apart"
  | "links"
  | "stateReason"
  | "changedBy"
  | "actions"
  | "namedHostIds"
  | "stateAt"
>;

export const factsOf = (incident: Incident): IncidentFacts => ({
  roles: incident.roles,
  estimates: incident.estimates,
  notApplicable: incident.notApplicable,
  reopenedAt: incident.reopenedAt,
  attachedBy: incident.attachedBy,
  apart: incident.apart,
  links: incident.links,
  changedBy: incident.changedBy,
  ...(incident.actions && { actions: incident.actions }),
  ...(incident.namedHostIds && { namedHostIds: incident.namedHostIds }),
  ...(incident.stateAt !== undefined && { stateAt: incident.stateAt }),
  ...(incident.stateReason !== undefined && { stateReason: incident.stateReason }),
});

const NO_FACTS: IncidentFacts = {
  roles: {},
  estimates: {},
  notApplicable: {},
  reopenedAt: [],
  attachedBy: {},
  apart: [],
  links: [],
  changedBy: {},
};

export const fromFactsJson = (text: string): IncidentFacts => ({
  ...NO_FACTS,
  ...(JSON.parse(text) as Partial<IncidentFacts>),
});
