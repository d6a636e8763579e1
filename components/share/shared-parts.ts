import { PART_IDS, type PartId, type PartState } from "#lib/domain/anatomy.ts";
import type { IncidentState } from "#lib/domain/incident.ts";
import { STATE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { isOpen } from "#lib/domain/incidents/transitions.ts";
import type { SharedTimeline } from "#lib/protocol/incident-views.ts";
import { inPast, untilOf } from "../incident/past.ts";
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

/** What stands above the title: the state as the reader would say it. Red belongs to what nobody has stopped yet. */
export function headOf(
  state: IncidentState,
  frozenAt: string,
): { readonly mark: MarkName; readonly words: string } {
  if (!isOpen(state)) return { mark: "ticked", words: STATE_WORDS[state] };
  if (state === "mitigated")
    return { mark: "was-ticked", words: `Mitigated, not yet resolved at ${frozenAt}` };
  return { mark: "page", words: `Open at ${frozenAt}` };
}
