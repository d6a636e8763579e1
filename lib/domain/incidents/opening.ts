import type { Incident } from "../incident.ts";
import type { IncidentSeverity } from "../severity.ts";
import type { Symptom } from "../symptom.ts";
import type { EpochMs } from "../time.ts";

const RANK = { page: 0, ticket: 1, notice: 2 } as const;

/** The symptom an incident is named after: not absorbed, the worst, the earliest. */
export function leadSymptom<One extends Symptom>(symptoms: readonly One[]): One | undefined {
  return [...symptoms].sort(
    (a, b) =>
      Number(a.absorbedBy !== undefined) - Number(b.absorbedBy !== undefined) ||
      Number(a.state === "cleared") - Number(b.state === "cleared") ||
      RANK[a.severity] - RANK[b.severity] ||
      a.sinceAt - b.sinceAt,
  )[0];
}

const hostsOf = (symptoms: readonly Symptom[]): readonly string[] => [
  ...new Set(symptoms.map(({ hostId }) => hostId)),
];

/** "dockerd hung on web-1", "… on web-1 and web-2", "… on web-1 and 4 more hosts"; what else is wrong elsewhere: "…, more on db-1" */
function titleAfter(lead: Symptom, symptoms: readonly Symptom[]): string {
  const alike = hostsOf([lead, ...symptoms.filter(({ title }) => title === lead.title)]);
  const others = hostsOf(symptoms).filter((hostId) => !alike.includes(hostId));
  const and = alike.length === 2 ? ` and ${alike[1]}` : ` and ${alike.length - 1} more hosts`;
  const more = others.length === 1 ? `, more on ${others[0]}` : `, more on ${others.length} hosts`;
  return `${lead.title} on ${lead.hostId}${alike.length === 1 ? "" : and}${others.length === 0 ? "" : more}`;
}

export function proposedTitle(symptoms: readonly Symptom[]): string | undefined {
  const lead = leadSymptom(symptoms);
  return lead && titleAfter(lead, symptoms);
}

const OTHER_HOSTS =
  /^(?: and (?:\d+ more hosts?|[a-z0-9-]{1,63}))?(?:, more on (?:\d+ hosts|[a-z0-9-]{1,63}))?$/;

/** Whether a title was made of this symptom, for however many hosts. */
function isTitledAfter(title: string, lead: Symptom): boolean {
  const begin = `${lead.title} on ${lead.hostId}`;
  return title.startsWith(begin) && OTHER_HOSTS.test(title.slice(begin.length));
}

/**
 * What an incident is called once its symptoms are others: it goes on telling what it was named after, and each of its
 * hosts. Undefined: as before, also because a person gave it its name.
 */
export function titleNow(
  { title, changedBy }: Pick<Incident, "title" | "changedBy">,
  before: readonly Symptom[],
  after: readonly Symptom[],
): string | undefined {
  if (changedBy.title !== undefined) return undefined;
  const leads = before.filter((symptom) => isTitledAfter(title, symptom));
  if (leads.length === 0) return undefined;
  const staying = leads.find(({ id }) => after.some((symptom) => symptom.id === id));
  const next = staying === undefined ? proposedTitle(after) : titleAfter(staying, after);
  return next === title ? undefined : next;
}

/** Until people say otherwise: what pages is SEV2, what can wait for daylight SEV3, the rest SEV4. */
export function proposedSeverity(symptoms: readonly Symptom[]): IncidentSeverity {
  const lead = leadSymptom(symptoms);
  if (!lead) return "SEV3";
  return ({ page: "SEV2", ticket: "SEV3", notice: "SEV4" } as const)[lead.severity];
}

/** First decisive reading of any of them; undefined without symptoms. */
export const detectedAt = (symptoms: readonly Symptom[]): EpochMs | undefined =>
  symptoms.length === 0 ? undefined : Math.min(...symptoms.map((symptom) => symptom.seenAt));

/** As an entry keeps it: evidence is bounded, but for what preceded; the rest stays with the symptom. */
export const toRemembered = (symptom: Symptom, evidenceCount: number): Symptom => ({
  ...symptom,
  evidence: [
    ...symptom.evidence.filter(({ isPreceding }) => !isPreceding).slice(0, evidenceCount),
    ...symptom.evidence.filter(({ isPreceding }) => isPreceding),
  ],
});
