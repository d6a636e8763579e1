import { endingWords } from "#lib/domain/incidents/ending-words.ts";
import type { EntryGroup } from "#lib/domain/incidents/entry-group.ts";
import { swingWords } from "#lib/domain/incidents/swing-words.ts";
import { formatClock } from "../ui/format.ts";
import { lookOf } from "./entry-look.ts";
import type { EntryLook, LookContext } from "./look.ts";
import { changeMark, symptomLook } from "./machine-look.ts";
import { shownAt } from "./story.ts";

/** How a row of one or many entries is drawn. `clock` writes times as the reader chose. */
export function lookOfGroup(
  group: EntryGroup,
  context: Pick<LookContext, "severityOf" | "detectedAt">,
  clock: (at: number) => string = formatClock,
): EntryLook {
  const { first, times, lastAt, ending } = group;
  const ended = endingWords(group, clock);
  const swung = swingWords(group, clock);
  if (swung !== undefined && group.last.body.kind === "symptom.changed") {
    const { body } = group.last;
    return {
      ...symptomLook(body.symptom, changeMark(body)),
      lead: swung.who,
      words: swung.what,
    };
  }
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
