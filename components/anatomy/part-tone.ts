import type { PartId, PartState } from "#lib/domain/anatomy.ts";
import type { PartView } from "#lib/protocol/views.ts";
import type { MarkName } from "../ui/mark.tsx";

/** Class of text inside a part. */
export function toneOf(state: PartState): string {
  if (state === "fault" || state === "hit") return "tp";
  if (state === "warn") return "tt";
  return state === "stale" ? "tu" : "";
}

export const STATE_MARKS: Readonly<Record<PartState, MarkName>> = {
  ok: "quiet",
  fault: "page",
  hit: "cut-off",
  warn: "ticket",
  stale: "last-known",
  off: "by-hand",
};

/** A state in words, as the text twin and the labels say it. */
export const STATE_WORDS: Readonly<Record<PartState, string>> = {
  ok: "as usual",
  fault: "broken",
  hit: "cut off",
  warn: "ticket",
  stale: "last known",
  off: "not used here",
};

/** What a healthy part of the call path does. */
const AT_WORK: Readonly<Partial<Record<PartId, string>>> = {
  callers: "served",
  sock: "open",
  containerd: "answers",
  shims: "run on",
};

/** The state of a part in words; what was never read is not called last known. */
export const plainWordOf = ({ state, readAt }: Pick<PartView, "state" | "readAt">): string =>
  state === "stale" && readAt === undefined ? "not known" : STATE_WORDS[state];

/** The same at the foot of a part: a healthy one says what it does. */
export const stateWordOf = (part: Pick<PartView, "id" | "state" | "readAt">): string =>
  part.state === "ok" ? (AT_WORK[part.id] ?? STATE_WORDS.ok) : plainWordOf(part);
