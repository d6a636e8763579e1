import { groupOfOne } from "#lib/domain/incidents/group-entries.ts";
import { tellGroup } from "#lib/domain/postmortem/describe-entry.ts";
import { oneLine } from "#lib/domain/postmortem/plain.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { formatClock } from "../ui/format.ts";
import type { EntryChoice } from "./token-completion.ts";

const WORDS_LIMIT = 90;

/** An entry as a menu and a chip name it; nothing of what is not told any more. */
export function entryChoice(entry: TimelineEntry): EntryChoice | undefined {
  if (entry.body.kind === "erased" || entry.body.kind === "removed") return undefined;
  const { who, line, quote } = tellGroup(groupOfOne(entry));
  const words = oneLine(`${who} ${line}${quote === undefined ? "" : ` ${quote.text}`}`);
  return {
    seq: entry.seq,
    clock: formatClock(entry.sourceAt ?? entry.at),
    words: words.length > WORDS_LIMIT ? `${words.slice(0, WORDS_LIMIT - 1)}…` : words,
  };
}
