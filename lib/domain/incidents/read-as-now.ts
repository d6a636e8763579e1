import type { EpochMs } from "../time.ts";
import type { EntryBody, TimelineEntry } from "../timeline.ts";

/**
 * Entries as they are told now: a note with its last text, a mark where one was removed or erased, and none of the
 * texts before. The same entries where nothing was changed.
 */
export function readAsNow(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const bodies = new Map<number, EntryBody>();
  const gone = new Set<number>();
  for (const { seq, body } of entries) {
    if (body.kind === "note.edited") {
      bodies.set(body.noteSeq, { kind: "note", markdown: body.markdown });
      bodies.set(seq, { ...body, markdown: "" });
    } else if (body.kind === "note.removed") {
      bodies.set(body.noteSeq, { kind: "removed" });
    } else if (body.kind === "entry.erased") {
      const [first, ...later] = body.seqs;
      if (first !== undefined) bodies.set(first, { kind: "erased" });
      for (const one of later) gone.add(one);
    }
  }
  if (bodies.size === 0) return entries;
  return entries
    .filter(({ seq }) => !gone.has(seq))
    .map((entry) => {
      const body = bodies.get(entry.seq);
      return body === undefined ? entry : { ...entry, body };
    });
}

export interface NoteVersion {
  readonly seq: number;
  readonly at: EpochMs;
  readonly markdown: string;
}

/** Texts of each note that was edited, the first one first. */
export function versionsOf(entries: readonly TimelineEntry[]): ReadonlyMap<number, readonly NoteVersion[]> {
  const versions = new Map<number, readonly NoteVersion[]>();
  const edits = entries.filter(({ body }) => body.kind === "note.edited");
  if (edits.length === 0) return versions;
  const first = new Map(entries.map((entry) => [entry.seq, entry]));
  for (const { seq, at, body } of edits) {
    if (body.kind !== "note.edited") continue;
    const note = first.get(body.noteSeq);
    const before =
      note?.body.kind === "note" ? [{ seq: note.seq, at: note.at, markdown: note.body.markdown }] : [];
    const known = versions.get(body.noteSeq) ?? before;
    versions.set(body.noteSeq, [...known, { seq, at, markdown: body.markdown }]);
  }
  return versions;
}
