import { formatDuration, lengthBetween } from "../length.ts";
import type { EntryBody } from "../timeline.ts";

type Restarted = Extract<EntryBody, { kind: "foghorn.restarted" }>;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

function readWords({ read, caughtUp }: Restarted): string {
  if (read === undefined) {
    return caughtUp
      ? "What happened meanwhile was read afterwards, none lost."
      : "What happened meanwhile could not be read in full.";
  }
  const { hosts, events, lines, isMore } = read;
  const whole = caughtUp ? ", nothing is missing" : "";
  if (events + lines === 0) return hosts === 0 ? "" : `Nothing was reported meanwhile${whole}.`;
  const what = [
    ...(events > 0 ? [counted(events, "event")] : []),
    ...(lines > 0 ? [counted(lines, "known line")] : []),
  ];
  const were = events + lines === 1 ? "was" : "were";
  return `${isMore === true ? "More than " : ""}${what.join(" and ")} of ${counted(hosts, "host")} ${were} read afterwards${whole}.`;
}

function lostWords({ lost = [] }: Restarted): readonly string[] {
  return lost.map(({ hostId, lostCount, cause }) => {
    const count =
      lostCount === undefined
        ? `how much of ${hostId} is missing cannot be known`
        : `${counted(lostCount, "record")} of ${hostId} ${lostCount === 1 ? "is" : "are"} missing`;
    return `Gap: ${count}. ${cause}`;
  });
}

/** "Foghorn’s gate was away 12 s." and what became of what happened meanwhile. */
export function restartWords(body: Restarted): { readonly lead: string; readonly words: string } {
  const name = body.process === "gate" ? "Foghorn’s gate" : "Foghorn";
  const unread = body.unreadHostIds ?? [];
  const sentences = [
    readWords(body),
    ...lostWords(body),
    ...(unread.length > 0 ? [`${unread.join(", ")} had not been read in full when this was written.`] : []),
  ];
  return {
    lead: `${name} was away ${formatDuration(lengthBetween(body.downAt, body.backAt))}.`,
    words: sentences.filter((sentence) => sentence !== "").join(" "),
  };
}
