import { isThere } from "#lib/domain/symptom.ts";
import type { ConsoleView, SymptomView } from "#lib/protocol/views.ts";

/** What the frame around every screen is first drawn with; afterwards it follows the live topics. */
export interface ShellFrame {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly role: "viewer" | "operator" | "admin";
  };
  readonly console?: ConsoleView;
  readonly hostCount: number;
  readonly openIncidentCount: number;
  readonly symptoms: readonly SymptomView[];
}

/** Everything that is shown is a recording; a part of a fleet may be one beside hosts that are watched. */
export const isWholeRecording = (view: ConsoleView | undefined, hostCount: number): boolean =>
  view?.recording !== undefined && (view.recording.hostCount ?? hostCount) >= hostCount;

/** Has a row of its own: absorbed symptoms are shown beneath their cause; cleared ones are over. */
export const hasRow = (symptom: SymptomView): boolean =>
  symptom.absorbedBy === undefined && symptom.state !== "cleared";

/** Calls somebody: not what is muted, of which somebody knows. */
export const counts = (symptom: SymptomView): boolean => hasRow(symptom) && symptom.mute === undefined;

/** What passes again needs nobody, also between two times of what comes and goes; its row stays until it is cleared. */
export const isPassing = (symptom: SymptomView): boolean => !isThere(symptom);

/** Broken by a reading of now; what nobody can see is last known. */
export const isFailing = (symptom: SymptomView): boolean => !isPassing(symptom) && !symptom.isUnknown;

/** A new page in one sentence, for those who do not see the screen. */
export function announcement(symptom: SymptomView): string {
  return `New page: ${symptom.title} on ${symptom.hostId}${symptom.subject === "" ? "" : `, ${symptom.subject}`}.`;
}

/** Pages that were not there before, in the order they began. */
export function newPages(
  before: ReadonlySet<string>,
  symptoms: readonly SymptomView[],
): readonly SymptomView[] {
  return symptoms
    .filter((symptom) => counts(symptom) && symptom.severity === "page" && !before.has(symptom.id))
    .toSorted((a, b) => a.sinceAt - b.sinceAt);
}
