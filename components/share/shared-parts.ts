import { PART_IDS, PART_NAMES, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import { SECOND_MS } from "#lib/domain/time.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { inPast, untilOf } from "../incident/past.ts";
import { formatAge, formatDuration } from "../ui/format.ts";
import type { MarkName } from "../ui/mark.tsx";

type SharedSymptom = SharedTimeline["symptoms"][number];

/** The picture of one host: named by its symptoms, cut off by them, not seen by anybody, or nothing found there. */
export function partsOfShared(
  symptoms: readonly SharedSymptom[],
  unseen: readonly PartId[],
): Readonly<Record<PartId, PartState>> {
  const states = Object.fromEntries(
    PART_IDS.map((id) => [id, unseen.includes(id) ? "stale" : "ok"]),
  ) as Record<PartId, PartState>;
  for (const symptom of symptoms) for (const part of symptom.blast.parts) states[part] = "hit";
  for (const symptom of symptoms) states[symptom.part] = symptom.severity === "page" ? "fault" : "warn";
  return states;
}

/**
 * What of one host is drawn: what goes on; or, when nothing does any more, what it was, with the moment from which nothing
 * was found.
 */
export function drawnOf(
  symptoms: readonly SharedSymptom[],
  isOver: boolean,
): {
  readonly drawn: readonly SharedSymptom[];
  readonly gone: readonly SharedSymptom[];
  readonly isPast: boolean;
  readonly endedAt: number | undefined;
} {
  const there = symptoms.filter((symptom) => untilOf(symptom) === undefined);
  const ends = symptoms.flatMap((symptom) => untilOf(symptom) ?? []);
  const endedAt = there.length === 0 && ends.length > 0 ? Math.max(...ends) : undefined;
  if (isOver || there.length === 0) return { drawn: symptoms, gone: [], isPast: true, endedAt };
  return {
    drawn: there,
    gone: symptoms.filter((symptom) => !there.includes(symptom)),
    isPast: false,
    endedAt,
  };
}

/** "Over since 17:52:32: dockerd", for each part of which nothing is found any more while others are lit. */
export function partsOver(
  gone: readonly SharedSymptom[],
  drawn: readonly SharedSymptom[],
  clock: ClockOf,
): readonly { readonly id: PartId; readonly words: string }[] {
  const ends = new Map<PartId, number>();
  for (const symptom of gone) {
    const until = untilOf(symptom);
    if (until === undefined || drawn.some(({ part }) => part === symptom.part)) continue;
    ends.set(symptom.part, Math.max(ends.get(symptom.part) ?? 0, until));
  }
  return [...ends].map(([id, at]) => ({ id, words: `Over since ${clock(at)}: ${PART_NAMES[id]}` }));
}

/** Effects without repeats, each in the past and with its end when its symptom is over. */
export function effectsOf(
  symptoms: readonly SharedSymptom[],
  pick: (blast: SharedSymptom["blast"]) => readonly string[],
): readonly { readonly text: string; readonly until: number | undefined }[] {
  const effects = new Map<string, number | undefined>();
  for (const symptom of symptoms) {
    const until = untilOf(symptom);
    for (const text of pick(symptom.blast)) effects.set(until === undefined ? text : inPast(text), until);
  }
  return [...effects].map(([text, until]) => ({ text, until }));
}

type Standing = Pick<SharedTimeline, "incident" | "live">;
type ClockOf = (at: number) => string;

const startOf = ({ milestones, openedAt }: SharedTimeline["incident"]): number =>
  milestones["impact-started"] ?? milestones.detected ?? openedAt;

/** "2026-11-25 18:00", as it is typed too. */
export const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** What stands at the foot of each printed page: a single one may be what somebody holds. */
export function printedFootOf(
  { incident, recording }: Pick<SharedTimeline, "incident" | "recording">,
  asOf: number,
): string {
  const of = recording === undefined ? "" : " of a recording";
  return `${incident.id}, read-only timeline${of}, as of ${stampOf(asOf)} UTC`;
}

/** What stands above the title: the state as the reader would say it. Red belongs to what nobody has stopped yet. */
export function headOf(
  { incident, live }: Standing,
  asOf: number,
  clock: ClockOf,
): { readonly mark: MarkName; readonly words: string } {
  const { state } = incident;
  if (!isOpen(state)) return { mark: "ticked", words: STATE_WORDS[state] };
  const at = live === "on" ? "" : ` at ${clock(asOf)}`;
  if (state === "mitigated") return { mark: "was-ticked", words: `Mitigated, not yet resolved${at}` };
  return {
    mark: "page",
    words: live === "on" ? `Open, ${formatAge(asOf - startOf(incident))} so far` : `Open${at}`,
  };
}

/** Is it over? In words that need no other. */
export function standingOf({ incident, live }: Standing, asOf: number, clock: ClockOf): string {
  const { state, milestones } = incident;
  const then = live === "on" ? "" : ` at ${clock(asOf)}`;
  const impactAt = milestones["impact-started"];
  switch (state) {
    case "resolved":
    case "closed": {
      const { resolved } = milestones;
      if (resolved === undefined) return "It is over.";
      const length =
        impactAt === undefined || resolved < impactAt
          ? ""
          : `, ${formatDuration(lengthBetween(impactAt, resolved))} after it began`;
      return `It is over: resolved at ${clock(resolved)}${length}.`;
    }
    case "mitigated": {
      const since = milestones.mitigated === undefined ? "" : ` since ${clock(milestones.mitigated)}`;
      return `Nobody outside should notice it any more${since}. It is watched until it is surely over.`;
    }
    case "dismissed":
      return "It turned out to be no incident.";
    case "merged":
      return "It is told on as a part of another incident.";
    case "active":
      return `It ${then === "" ? "is" : "was"} not over${then}. People ${then === "" ? "are" : "were"} working on it.`;
    case "triage":
      return `It ${then === "" ? "is" : "was"} not over${then}. It ${then === "" ? "is" : "was"} being looked at.`;
  }
}

/** Order in which parts failed, where more than one did; what began in the same second shares a number. */
export function orderOfParts(
  symptoms: readonly SharedSymptom[],
): readonly { readonly id: PartId; readonly short: string; readonly chain?: number }[] {
  const beganAt = new Map<PartId, number>();
  for (const { part, sinceAt } of symptoms)
    beganAt.set(part, Math.min(beganAt.get(part) ?? Number.POSITIVE_INFINITY, sinceAt));
  if (beganAt.size < 2) return [];
  const seconds = [...new Set([...beganAt.values()].map(toSecond))].toSorted((a, b) => a - b);
  return [...beganAt].map(([id, at]) => ({ id, short: "", chain: seconds.indexOf(toSecond(at)) + 1 }));
}

const toSecond = (at: number): number => Math.floor(at / SECOND_MS);

/** The picture in words, one line for each state that something is in. */
export function partsInWords(
  states: Readonly<Record<PartId, PartState>>,
  order: ReturnType<typeof orderOfParts>,
  isPast = false,
): readonly { readonly state: PartState; readonly words: string }[] {
  const chainOf = (id: PartId): number => order.find((part) => part.id === id)?.chain ?? 0;
  const named = (state: PartState): readonly string[] =>
    PART_IDS.filter((id) => states[id] === state)
      .toSorted((a, b) => chainOf(a) - chainOf(b))
      .map((id) => (chainOf(id) > 0 ? `${chainOf(id)} ${PART_NAMES[id]}` : PART_NAMES[id]));
  return PART_WORDS.flatMap(({ state, words }) => {
    const names = named(state);
    return names.length === 0
      ? []
      : [
          {
            state,
            words: `${isPast && state === "warn" ? "Was not as it should be" : words}: ${names.join(", ")}`,
          },
        ];
  });
}

const PART_WORDS: readonly { readonly state: PartState; readonly words: string }[] = [
  { state: "fault", words: "Failed" },
  { state: "warn", words: "Not as it should be" },
  { state: "hit", words: "Cut off by that" },
  { state: "stale", words: "Not seen by Foghorn" },
  { state: "ok", words: "Nothing found" },
];
