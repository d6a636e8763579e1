import { FoghornError } from "../../domain/errors.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { readAsNow, versionsOf } from "../../domain/incidents/read-as-now.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { IncidentCommands, Person } from "../incident-commands.ts";
import type { IncidentsDeps } from "./contract.ts";
import { entry } from "./drafts.ts";
import type { Recorder } from "./recorder.ts";
import { NOTE_LIMIT, optionalText, REASON_LIMIT, requireText } from "./require.ts";
import type { createSerial } from "./serially.ts";
import { onlyEntry } from "./write-commands.ts";

/** More versions of one note than anybody writes. */
const VERSIONS_LIMIT = 500;

/** Readers of a link see what the note reads now, or its mark; who changed it when, and why, is for those who work on it. */
const INTERNAL = { visibility: "internal" } as const;

/** What is erased, where it is no note. */
const WHAT: Readonly<Partial<Record<TimelineEntry["body"]["kind"], "lines" | "file">>> = {
  "lines.pinned": "lines",
  "attachment.added": "file",
};

/** What people do to what was written before. Nothing is rewritten: each is an entry of its own. */
export function createNoteCommands(
  { clock, stores }: Pick<IncidentsDeps, "clock" | "stores">,
  recorder: Recorder,
  serial: ReturnType<typeof createSerial<string>>,
): Pick<IncidentCommands, "editNote" | "removeNote" | "eraseEntry"> {
  /** An entry that somebody wrote, with what was done to it since, the entry first. */
  async function written(incidentId: IncidentId, seq: number): Promise<readonly TimelineEntry[]> {
    const read = (kinds?: readonly TimelineEntry["body"]["kind"][]) =>
      stores.incidents.entries(incidentId, {
        afterSeq: kinds === undefined ? seq - 1 : seq,
        limit: kinds === undefined ? 1 : VERSIONS_LIMIT,
        ...(kinds && { kinds }),
      });
    const [first] = await read();
    if (first?.seq !== seq) throw new FoghornError("not-found", `${incidentId} has no entry ${seq}.`);
    const later = await read(["note.edited", "note.removed", "entry.erased"]);
    const isOfIt = ({ body }: TimelineEntry) =>
      ("noteSeq" in body && body.noteSeq === seq) || (body.kind === "entry.erased" && body.seqs[0] === seq);
    return [first, ...later.filter(isOfIt)];
  }

  function mayChange(first: TimelineEntry, by: Person, isAdmin: boolean): void {
    const { actor } = first;
    if (actor.kind === "person" && (actor.userId === by.userId || isAdmin)) return;
    throw new FoghornError("forbidden", "Only who wrote it and admins may do that.");
  }

  function whole(history: readonly TimelineEntry[], kinds: readonly string[]): TimelineEntry {
    const [first] = history;
    const [now] = readAsNow(history);
    if (first === undefined || now === undefined || !kinds.includes(now.body.kind)) {
      throw new FoghornError(
        "conflict",
        now?.body.kind === "removed" || now?.body.kind === "erased"
          ? `It was ${now.body.kind} before.`
          : "That entry is not one that a person wrote.",
      );
    }
    return first;
  }

  /** Of one entry, one after the other: what is decided on is what is there. */
  const inTurn = <Result>(incidentId: IncidentId, seq: number, job: () => Promise<Result>) =>
    serial.run(`note:${incidentId}/${seq}`, job);

  return {
    editNote: ({ incidentId, seq, from, markdown, by }) =>
      inTurn(incidentId, seq, async () => {
        const text = requireText(markdown, "The note", NOTE_LIMIT);
        const history = await written(incidentId, seq);
        const note = whole(history, ["note"]);
        // Nobody's words are changed by somebody else.
        mayChange(note, by, false);
        const lastSeq = versionsOf(history).get(seq)?.at(-1)?.seq ?? seq;
        if (lastSeq !== from)
          throw new FoghornError("conflict", "You changed this note meanwhile, elsewhere.");
        const draft = entry(
          clock.now(),
          by,
          { kind: "note.edited", noteSeq: seq, noteAt: note.at, markdown: text },
          { ...INTERNAL, clientKey: `note.edited/${seq}/${from}` },
        );
        return onlyEntry(
          await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
        );
      }),

    removeNote: ({ incidentId, seq, reason, by, isAdmin }) =>
      inTurn(incidentId, seq, async () => {
        const why = optionalText(reason, "The reason", REASON_LIMIT);
        const note = whole(await written(incidentId, seq), ["note"]);
        mayChange(note, by, isAdmin);
        const draft = entry(
          clock.now(),
          by,
          { kind: "note.removed", noteSeq: seq, noteAt: note.at, ...(why !== undefined && { reason: why }) },
          { ...INTERNAL, clientKey: `note.removed/${seq}` },
        );
        return onlyEntry(
          await recorder.append(incidentId, () => ({ entries: [draft] }), { isCommutative: true }),
        );
      }),

    eraseEntry: ({ incidentId, seq, reason, by, isAdmin }) =>
      inTurn(incidentId, seq, async () => {
        const why = requireText(reason, "The reason", REASON_LIMIT);
        const history = await written(incidentId, seq);
        const first = whole(history, ["note", "removed", "lines.pinned", "attachment.added"]);
        mayChange(first, by, isAdmin);
        const edits = history.filter(({ body }) => body.kind === "note.edited").map((edit) => edit.seq);
        const seqs = [seq, ...edits];
        const what = WHAT[first.body.kind] ?? "note";
        const draft = entry(
          clock.now(),
          by,
          { kind: "entry.erased", what, seqs, writtenAt: first.at, reason: why },
          { ...INTERNAL, clientKey: `erased/${seq}` },
        );
        return onlyEntry(
          await recorder.append(incidentId, () => ({ entries: [draft], eraseSeqs: seqs }), {
            isCommutative: true,
          }),
        );
      }),
  };
}
