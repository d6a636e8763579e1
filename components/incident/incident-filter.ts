import { PART_IDS, PART_NAMES, type PartId } from "#lib/domain/anatomy.ts";
import type { IncidentState } from "#lib/domain/incident.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import { DAY_MS, type EpochMs } from "#lib/domain/time.ts";
import type { ImportedSummary } from "#lib/protocol/imported-views.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import type { SymptomView } from "#lib/protocol/views.ts";

export type StateFilter = "all" | "open" | "closed" | "imported";
export type SinceFilter = "any" | "1d" | "7d" | "30d" | "90d";

/** What the address says; the neutral values are left out of it. */
export interface IncidentFilter {
  readonly state: StateFilter;
  readonly severity: "any" | IncidentSummary["severity"];
  readonly cause: "any" | PartId;
  /** Of a host's labels; a host without one is of no site. */
  readonly site: string;
  readonly lead: string;
  readonly since: SinceFilter;
  readonly text: string;
}

export const NEUTRAL: IncidentFilter = {
  state: "all",
  severity: "any",
  cause: "any",
  site: "any",
  lead: "anyone",
  since: "any",
  text: "",
};

const DAYS: Readonly<Record<SinceFilter, number>> = {
  any: Number.POSITIVE_INFINITY,
  "1d": 1,
  "7d": 7,
  "30d": 30,
  "90d": 90,
};
const oneOf = <Value extends string>(
  values: readonly Value[],
  text: string | null,
  otherwise: Value,
): Value => values.find((value) => value === text) ?? otherwise;

/** An address that says nonsense filters nothing. */
export function readFilter(query: URLSearchParams): IncidentFilter {
  return {
    state: oneOf(["all", "open", "closed", "imported"], query.get("state"), NEUTRAL.state),
    severity: oneOf(["any", "SEV1", "SEV2", "SEV3", "SEV4"], query.get("severity"), NEUTRAL.severity),
    cause: oneOf(["any", ...PART_IDS], query.get("cause"), NEUTRAL.cause),
    site: query.get("site") ?? NEUTRAL.site,
    lead: query.get("lead") ?? NEUTRAL.lead,
    since: oneOf(["any", "1d", "7d", "30d", "90d"], query.get("since"), NEUTRAL.since),
    text: query.get("q") ?? NEUTRAL.text,
  };
}

export function addressOf(filter: IncidentFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) {
    const name = key === "text" ? "q" : key;
    if (value !== NEUTRAL[key as keyof IncidentFilter]) query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "/incidents" : `/incidents?${text}`;
}

/** Where it began for the people outside, as far as that is known. */
export const beganAt = (incident: IncidentSummary): EpochMs =>
  incident.milestones["impact-started"] ??
  incident.proposedImpactAt ??
  incident.milestones.detected ??
  incident.openedAt;

/** The site of each host that has one. */
export type Sites = ReadonlyMap<string, string>;

export function matches(
  incident: IncidentSummary,
  filter: IncidentFilter,
  now: EpochMs,
  sites: Sites = new Map(),
): boolean {
  const open = isOpen(incident.state);
  const words = filter.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const searched = [incident.id, incident.title, incident.lead ?? "", ...incident.hostIds]
    .join(" ")
    .toLowerCase();
  return (
    (filter.state === "all" || filter.state === (open ? "open" : "closed")) &&
    (filter.severity === "any" || incident.severity === filter.severity) &&
    (filter.cause === "any" || causesOf(incident).includes(filter.cause)) &&
    (filter.site === "any" || incident.hostIds.some((hostId) => sites.get(hostId) === filter.site)) &&
    (filter.lead === "anyone" || (incident.lead ?? "nobody") === filter.lead) &&
    (open || now - beganAt(incident) <= DAYS[filter.since] * DAY_MS) &&
    words.every((word) => searched.includes(word))
  );
}

/** Of another Foghorn: its parts, sites and people are not those that are filtered for here. */
export function matchesImported(imported: ImportedSummary, filter: IncidentFilter, now: EpochMs): boolean {
  const words = filter.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const searched = [imported.incidentId, imported.title, imported.fileName].join(" ").toLowerCase();
  return (
    (filter.state === "all" || filter.state === "imported") &&
    (filter.severity === "any" || imported.severity === filter.severity) &&
    filter.cause === NEUTRAL.cause &&
    filter.site === NEUTRAL.site &&
    filter.lead === NEUTRAL.lead &&
    now - imported.openedAt <= DAYS[filter.since] * DAY_MS &&
    words.every((word) => searched.includes(word))
  );
}

/** Open ones first, oldest impact first; then what is over, newest first. */
export function inListOrder(incidents: readonly IncidentSummary[]): readonly IncidentSummary[] {
  const rank = (state: IncidentState) => Number(!isOpen(state));
  return incidents.toSorted(
    (a, b) =>
      rank(a.state) - rank(b.state) || (isOpen(a.state) ? beganAt(a) - beganAt(b) : b.openedAt - a.openedAt),
  );
}

type WithParts = Pick<IncidentSummary, "parts" | "partsBefore">;

/** Where it began stays to be seen once nothing is lit any more. */
export const partsShown = ({ parts, partsBefore = parts }: WithParts): IncidentSummary["parts"] =>
  partsBefore;

/** Parts that were broken, in the order a fault is told; cut off ones are victims. */
export function causesOf(incident: WithParts): readonly PartId[] {
  const parts = partsShown(incident);
  return PART_IDS.filter((part) => parts[part] === "fault" || parts[part] === "warn");
}

export function causeWords(incident: WithParts & Partial<Pick<IncidentSummary, "state">>): string {
  const causes = causesOf(incident);
  if (causes.length === 0)
    return incident.state !== undefined && !isOpen(incident.state)
      ? "Cause not found"
      : "Cause not found yet";
  return causes
    .slice(0, 3)
    .map((part) => PART_NAMES[part])
    .join(", ");
}

/** Pages that nobody has opened an incident for. Of what is muted somebody knows. */
export const looseSymptoms = (symptoms: readonly SymptomView[]): readonly SymptomView[] =>
  symptoms
    .filter(
      ({ severity, absorbedBy, mute, state, incidentId }) =>
        severity === "page" &&
        absorbedBy === undefined &&
        mute === undefined &&
        state === "raised" &&
        incidentId === undefined,
    )
    .toSorted((a, b) => a.sinceAt - b.sinceAt);
