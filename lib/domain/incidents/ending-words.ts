import type { EntryGroup } from "./entry-group.ts";
import { happenedAt } from "./order-entries.ts";

/** What became of containers, in words: for the room, the shared page and the export alike. */
export interface EndingWords {
  /** "api" or "12 containers" */
  readonly who: string;
  /** "stopped on request, exit code 0" */
  readonly what: string;
  /** "api, cache, web and 9 more"; of a burst. */
  readonly names?: string;
}

const NAMES_SHOWN = 6;

/** The daemon tells that it was asked, not by whom: a person, compose, or the daemon itself as it stops. */
const WORDS = {
  stopped: "stopped on request",
  restarted: "restarted on request",
  died: "died",
  started: "started",
} as const;

const detailWords = (detail: string): string => detail.replace("exitCode=", "exit code ");

const namesOf = (containers: readonly string[]): string => {
  const rest = containers.length - NAMES_SHOWN;
  return rest > 0 ? `${containers.slice(0, NAMES_SHOWN).join(", ")} and ${rest} more` : containers.join(", ");
};

/** Undefined for groups that are no end of a container. `clock` writes a time. */
export function endingWords(group: EntryGroup, clock: (at: number) => string): EndingWords | undefined {
  const { ending, kind, first, lastAt, times } = group;
  if (ending === undefined) return undefined;
  const [from, to] = [clock(happenedAt(first)), clock(lastAt)];
  const what = WORDS[ending.how];
  if (kind === "burst") {
    return {
      who: `${ending.containers.length} containers`,
      what: from === to ? what : `${what}, ${from} to ${to}`,
      names: namesOf(ending.containers),
    };
  }
  const often = times > 1 ? `${times} times${from === to ? "" : ` to ${to}`}` : "";
  const parts = [what, detailWords(ending.detail), often].filter((part) => part !== "");
  return { who: ending.containers[0] ?? "", what: parts.join(", ") };
}
