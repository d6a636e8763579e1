import type { Visibility } from "../domain/timeline.ts";
import { addNote } from "./api.ts";
import type { Answer } from "./ask.ts";

/*
 * What somebody typed is never lost: it is in localStorage from the first letter, and a note that could not
 * be sent waits there until the link is back. The client key makes a note that was sent twice one entry.
 */

export interface Draft {
  readonly text: string;
  readonly visibility: Visibility;
}

export interface WaitingNote extends Draft {
  readonly incidentId: string;
  readonly clientKey: string;
  readonly state: "sending" | "waiting" | "refused";
  /** Why it was refused, in words. */
  readonly message?: string;
}

export interface DraftStorage {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
}

export interface Drafts {
  readonly read: (incidentId: string) => Draft;
  readonly write: (incidentId: string, draft: Draft) => void;
  readonly waiting: () => readonly WaitingNote[];
  readonly onChange: (listener: () => void) => () => void;
  /** Takes the draft into the outbox and sends it. */
  readonly send: (incidentId: string) => Promise<void>;
  /** Sends what waits, oldest first; called when the link is back. */
  readonly sendWaiting: () => Promise<void>;
  /** Puts a refused note back under the cursor. */
  readonly takeBack: (clientKey: string) => void;
}

type SendNote = (
  id: string,
  body: { readonly markdown: string; readonly visibility: Visibility; readonly clientKey: string },
) => Promise<Answer<unknown>>;

const OUTBOX = "foghorn.outbox";
const draftKey = (incidentId: string) => `foghorn.draft.${incidentId}`;
const EMPTY: Draft = { text: "", visibility: "internal" };

export function createDrafts(
  storage: DraftStorage,
  makeKey: () => string,
  sendNote: SendNote = addNote,
): Drafts {
  const listeners = new Set<() => void>();
  let outbox: readonly WaitingNote[] = readOutbox(storage).map((note) => ({ ...note, state: "waiting" }));
  const drafts = new Map<string, Draft>();
  let isSending = false;

  function setOutbox(next: readonly WaitingNote[]): void {
    outbox = next;
    store(storage, OUTBOX, next.length === 0 ? undefined : JSON.stringify(next));
    for (const tell of listeners) tell();
  }

  function change(clientKey: string, change: (note: WaitingNote) => WaitingNote | undefined): void {
    setOutbox(outbox.flatMap((note) => (note.clientKey === clientKey ? (change(note) ?? []) : note)));
  }

  function read(incidentId: string): Draft {
    const known = drafts.get(incidentId) ?? readDraft(storage, incidentId);
    drafts.set(incidentId, known);
    return known;
  }

  function write(incidentId: string, draft: Draft): void {
    drafts.set(incidentId, draft);
    store(storage, draftKey(incidentId), draft.text === "" ? undefined : JSON.stringify(draft));
    for (const tell of listeners) tell();
  }

  async function deliver(note: WaitingNote): Promise<boolean> {
    change(note.clientKey, (held) => ({ ...held, state: "sending" }));
    const answer = await sendNote(note.incidentId, {
      markdown: note.text,
      visibility: note.visibility,
      clientKey: note.clientKey,
    });
    if (answer.kind === "done") {
      change(note.clientKey, () => undefined);
      return true;
    }
    const isRefused = answer.code !== "offline" && answer.code !== "unauthenticated";
    change(note.clientKey, (held) => ({
      ...held,
      state: isRefused ? "refused" : "waiting",
      message: answer.message,
    }));
    return isRefused; // the next one may be taken; without a link none will be
  }

  async function sendWaiting(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (const note of outbox.filter((held) => held.state === "waiting")) {
        if (!(await deliver(note))) break;
      }
    } finally {
      isSending = false;
    }
  }

  return {
    read,
    write,
    waiting: () => outbox,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async send(incidentId) {
      const { text, visibility } = read(incidentId);
      if (text.trim() === "") return;
      setOutbox([
        ...outbox,
        { incidentId, text: text.trim(), visibility, clientKey: makeKey(), state: "waiting" },
      ]);
      // The next note begins with the safe choice.
      write(incidentId, EMPTY);
      await sendWaiting();
    },
    sendWaiting,
    takeBack(clientKey) {
      const note = outbox.find((held) => held.clientKey === clientKey);
      if (note === undefined) return;
      const typed = read(note.incidentId).text;
      write(note.incidentId, {
        text: typed === "" ? note.text : `${note.text}\n\n${typed}`,
        visibility: note.visibility,
      });
      change(clientKey, () => undefined);
    },
  };
}

/** A full or forbidden storage must not stop anybody from writing; the text then lives as long as the tab. */
function store(storage: DraftStorage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // kept in memory by the caller
  }
}

function readJson(storage: DraftStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function readDraft(storage: DraftStorage, incidentId: string): Draft {
  const found = readJson(storage, draftKey(incidentId));
  return isDraft(found) ? { text: found.text, visibility: found.visibility } : EMPTY;
}

function readOutbox(storage: DraftStorage): readonly WaitingNote[] {
  const found = readJson(storage, OUTBOX);
  return Array.isArray(found) ? found.filter(isWaiting) : [];
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  if (!("text" in value) || !("visibility" in value)) return false;
  return typeof value.text === "string" && (value.visibility === "internal" || value.visibility === "shared");
}

function isWaiting(value: unknown): value is WaitingNote {
  return (
    isDraft(value) &&
    "incidentId" in value &&
    typeof value.incidentId === "string" &&
    "clientKey" in value &&
    typeof value.clientKey === "string"
  );
}
