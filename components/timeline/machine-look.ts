import { flappingText } from "#lib/domain/detect/flapping.ts";
import { attachWords, calledWords } from "#lib/domain/incidents/attach-words.ts";
import { restartWords } from "#lib/domain/incidents/restart-words.ts";
import { CHANGE_WORDS } from "#lib/domain/incidents/state-words.ts";
import { lengthBetween } from "#lib/domain/length.ts";
import type { StreamGap } from "#lib/domain/signal.ts";
import type { Symptom } from "#lib/domain/symptom.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import { formatClock, formatDuration, plural } from "../ui/format.ts";
import type { MarkName } from "../ui/mark.tsx";
import type { EntryLook } from "./look.ts";

/* What hosts and Foghorn itself report: how these entries are drawn. */

export function symptomLook(symptom: Symptom, mark: MarkName): EntryLook {
  const subject = symptom.subject === "" ? "" : `, ${symptom.subject}`;
  return {
    shape: "auto",
    mark: mark === "page" ? symptom.severity : mark,
    lead: `${symptom.title}${subject}`,
    where: symptom.hostId,
  };
}

/** Somebody, or Foghorn itself, said that it belongs here. */
export function attachedLook(body: Extract<EntryBody, { kind: "symptom.attached" }>): EntryLook {
  const { lead, ...look } = symptomLook(body.symptom, "page");
  const why = body.because === undefined ? "" : `: ${attachWords(body.because)}`;
  return { ...look, words: `attached “${lead}”${why}${calledWords(body)}` };
}

export function changeMark(body: Extract<EntryBody, { kind: "symptom.changed" }>): MarkName {
  if (body.change === "cleared" && body.symptom.isUnknown) return "last-known";
  if (body.change === "recovering" || body.change === "cleared") return "passed";
  return body.change === "unknown" ? "last-known" : "page";
}

export function changeWords({ change, symptom }: Extract<EntryBody, { kind: "symptom.changed" }>): string {
  const reading = symptom.evidence.find(({ isPreceding }) => !isPreceding)?.reading;
  const isLit = change === "seen" || change === "raised" || change === "relapsed";
  if (change === "unknown" && !symptom.isUnknown) return "can be read again";
  if (change === "cleared" && symptom.isUnknown) return `closed, not seen to end: ${reading ?? "no reading"}`;
  const words = isLit && reading !== undefined ? `${CHANGE_WORDS[change]}: ${reading}` : CHANGE_WORDS[change];
  const held = isLit && symptom.flapping !== undefined ? [`flapping, ${flappingText(symptom.flapping)}`] : [];
  // Once: by then it is known, also where the reading that tells came after the fault was seen.
  const before = change === "raised" ? symptom.evidence.filter(({ isPreceding }) => isPreceding) : [];
  return [words, ...held, ...before.map(({ text }) => `shortly before: ${text}`)].join("; ");
}

export const gapLead = (gap: StreamGap): string =>
  `Gap, ${formatDuration(lengthBetween(gap.fromAt, gap.toAt))}.`;

export function gapWords(gap: StreamGap, hostId: string): string {
  const stream = gap.stream === "journal" ? "The journal stream" : "The event stream";
  const lost = gap.isFilled
    ? "Read again afterwards, none lost."
    : gap.lostCount === undefined
      ? "How much is missing cannot be known."
      : `${plural(gap.lostCount, "entry", "entries")} lost.`;
  return `${stream} of ${hostId} broke off until ${formatClock(gap.toAt)}: ${gap.cause.replace(/\.$/, "")}. ${lost}`;
}

export const restartLook = (body: Extract<EntryBody, { kind: "foghorn.restarted" }>): EntryLook => ({
  shape: "gap",
  mark: "gap",
  ...restartWords(body),
});
