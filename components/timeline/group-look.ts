import { endingWords } from "#lib/domain/incidents/ending-words.ts";
import type { EntryGroup } from "#lib/domain/incidents/group-entries.ts";
import { formatClock } from "../ui/format.ts";
import { type EntryLook, type LookContext, lookOf } from "./entry-look.ts";
import { shownAt } from "./story.ts";

/** How a row of one or many entries is drawn. `clock` writes times as the reader chose. */
export function lookOfGroup(
  group: EntryGroup,
  context: Pick<LookContext, "severityOf" | "detectedAt">,
  clock: (at: number) => string = formatClock,
): EntryLook {
  const { first, times, lastAt, ending } = group;
  const ended = endingWords(group, clock);
  if (ending === undefined || ended === undefined) {
    return lookOf(first.body, { ...context, times, lastAt, at: shownAt(first), clock });
  }
  return {
    shape: "auto",
    mark: "quiet",
    lead: ended.who,
    words: ended.names === undefined ? ended.what : `${ended.what}: ${ended.names}`,
    where: ending.hostId,
  };
}
