import type { Milestone } from "../incident.ts";
import { DURATIONS } from "../incidents/durations.ts";
import { figureOf } from "../incidents/milestone-words.ts";
import { MILESTONE_WORDS, severityWords } from "../incidents/state-words.ts";
import { formatDuration } from "../length.ts";
import type { EpochMs } from "../time.ts";
import { firstCause } from "./cause-chain.ts";
import { utc } from "./plain.ts";
import type { PostmortemInput } from "./postmortem-input.ts";
import { FIGURES, type FigureName } from "./tokens.ts";

/** A figure in the middle of a sentence. */
export interface LiveFigure {
  readonly name: FigureName;
  readonly value: string;
  /** Why there is none: "impact is pending". */
  readonly unknownBecause?: string;
}

type Known = Pick<PostmortemInput, "incident" | "symptoms">;

const unknown = (because: string): Omit<LiveFigure, "name"> => ({
  value: "unknown",
  unknownBecause: because,
});

const known = (value: string): Omit<LiveFigure, "name"> => ({ value });

/** "03:07:44" on the day the incident was opened, else with its day. */
function clockOn(openedAt: EpochMs, at: EpochMs): string {
  const stamp = utc(at).slice(0, 19);
  return stamp.slice(0, 10) === utc(openedAt).slice(0, 10) ? stamp.slice(11) : stamp;
}

function milestone({ incident }: Known, name: Milestone): Omit<LiveFigure, "name"> {
  const at = incident.milestones[name];
  if (at !== undefined) return known(clockOn(incident.openedAt, at));
  const word = MILESTONE_WORDS[name].toLowerCase();
  return unknown(`${word} is ${incident.notApplicable[name] === undefined ? "pending" : "not applicable"}`);
}

function duration({ incident }: Known, id: (typeof DURATIONS)[number]["id"]): Omit<LiveFigure, "name"> {
  const wanted = DURATIONS.find((one) => one.id === id);
  const figure = wanted && figureOf(wanted, incident);
  if (figure === undefined) return unknown("there is no such figure");
  if (figure.kind !== "known") return unknown(figure.because);
  // A disk may warn before anybody feels it.
  return known(figure.ms < 0 ? `${formatDuration(-figure.ms)} before the impact` : formatDuration(figure.ms));
}

const list = (items: readonly string[], because: string): Omit<LiveFigure, "name"> =>
  items.length === 0 ? unknown(because) : known([...new Set(items)].join("; "));

const VALUES: Readonly<Record<FigureName, (input: Known) => Omit<LiveFigure, "name">>> = {
  incident: ({ incident }) => known(incident.id),
  title: ({ incident }) => known(incident.title),
  severity: ({ incident }) => known(severityWords(incident.severity)),
  hosts: ({ incident }) =>
    incident.hostIds.length === 0 ? unknown("no host is named") : known(incident.hostIds.join(", ")),
  cause: ({ symptoms }) => {
    const lead = firstCause(symptoms);
    return lead === undefined ? unknown("no symptom was attached") : known(`${lead.title} on ${lead.hostId}`);
  },
  affected: ({ symptoms }) =>
    list(
      symptoms.flatMap(({ blast }) => blast.affected),
      "no symptom says what it cut off",
    ),
  "not-affected": ({ symptoms }) =>
    list(
      symptoms.flatMap(({ blast }) => blast.notAffected),
      "no symptom says what went on",
    ),
  commander: ({ incident }) => {
    const name = incident.roles.commander?.name ?? incident.acknowledgedBy?.name;
    return name === undefined ? unknown("nobody took it") : known(name);
  },
  "impact-started": (input) => milestone(input, "impact-started"),
  detected: (input) => milestone(input, "detected"),
  acknowledged: (input) => milestone(input, "acknowledged"),
  mitigated: (input) => milestone(input, "mitigated"),
  resolved: (input) => milestone(input, "resolved"),
  "time-to-detect": (input) => duration(input, "detect"),
  "time-to-acknowledge": (input) => duration(input, "acknowledge"),
  "time-to-mitigate": (input) => duration(input, "mitigate"),
  "time-to-resolve": (input) => duration(input, "resolve"),
  entries: ({ incident }) => known(String(incident.headSeq)),
};

export const liveFigure = (name: FigureName, input: Known): LiveFigure => ({ name, ...VALUES[name](input) });

/** All of them, as they are now. */
export const liveFigures = (input: Known): readonly LiveFigure[] =>
  (Object.keys(FIGURES) as FigureName[]).map((name) => liveFigure(name, input));
