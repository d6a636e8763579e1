import type { EntryBody } from "../timeline.ts";

export type NoteAct = Extract<EntryBody, { kind: "note.edited" | "note.removed" | "entry.erased" }>;

/** What somebody did to what was written before: for the room, the shared page and the export alike. `clock` writes a time. */
export function noteActWords(body: NoteAct, clock: (at: number) => string): string {
  switch (body.kind) {
    case "note.edited":
      return `edited the note of ${clock(body.noteAt)}`;
    case "note.removed":
      return `removed the note of ${clock(body.noteAt)}${body.reason === undefined ? "" : `: ${body.reason}`}`;
    case "entry.erased": {
      const what = { note: "the note", lines: "the pinned lines", file: "the file" }[body.what];
      return `erased ${what} of ${clock(body.writtenAt)} for good: ${body.reason}`;
    }
  }
}
