import type { EntryGroup } from "#lib/domain/incidents/entry-group.ts";
import type { TimelineEntry } from "#lib/domain/timeline.ts";
import { lookOf } from "./entry-look.ts";
import { lookOfGroup } from "./group-look.ts";
import { shownAt } from "./story.ts";

/* What a row says, as text: for who looks for a word in a timeline. Plain words, in any case. */

const known = new WeakMap<TimelineEntry, string>();
const UNMARKED = { severityOf: () => undefined };

/** What people wrote and lines they pinned stand in the body alone, not in the words of the row. */
function bodyText({ body }: TimelineEntry): readonly string[] {
  if (body.kind === "note") return [body.markdown];
  if (body.kind === "reading.pinned") return [body.name, body.value];
  return body.kind === "lines.pinned" ? body.lines.map(({ text }) => text) : [];
}

/** Entries never change, so each is put into words once. */
function textOf(entry: TimelineEntry): string {
  const held = known.get(entry);
  if (held !== undefined) return held;
  const at = shownAt(entry);
  const { lead, words, machine, where } = lookOf(entry.body, { ...UNMARKED, times: 1, lastAt: at, at });
  const person = entry.actor.kind === "person" ? entry.actor.name : undefined;
  const text = [person, lead, words, machine, where, ...bodyText(entry)].join(" ").toLowerCase();
  known.set(entry, text);
  return text;
}

/** A row is found by its own words and by those of every entry behind it. */
export function says(group: EntryGroup, wanted: string): boolean {
  const text = wanted.toLowerCase();
  if (group.entries.some((entry) => textOf(entry).includes(text))) return true;
  if (group.entries.length === 1) return false;
  const { lead, words } = lookOfGroup(group, UNMARKED);
  return `${lead ?? ""} ${words ?? ""}`.toLowerCase().includes(text);
}
