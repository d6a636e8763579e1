import { getClientID, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { type ChangeDesc, ChangeSet, type EditorState, type Transaction } from "@codemirror/state";
import type { PostmortemEdits, TextCursor } from "../protocol/postmortem-views.ts";
import type { Answer } from "./ask.ts";
import type { DraftStorage } from "./drafts.ts";

/*
 * A text that several people write at once. What is typed here goes to the server as changes of a revision; the server moves
 * them over what others wrote, and their changes come back. What could not be sent is in localStorage from the first
 * letter and is sent again, also by the next window; the server writes nothing twice.
 */

export type SyncStatus =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** The link is down: kept here, sent when it is back. */
  | { readonly kind: "waiting"; readonly message: string }
  /** The server does not take it. */
  | { readonly kind: "refused"; readonly message: string };

interface Sent {
  readonly revision: number;
  readonly clientId: string;
  readonly changes: readonly unknown[];
  readonly section: string;
  /** Where the cursor is, in the text of `revision`. */
  readonly position?: number;
}

export interface TextSyncPorts {
  readonly state: () => EditorState;
  readonly dispatch: (transaction: Transaction) => void;
  readonly send: (sent: Sent) => Promise<Answer<{ readonly revision: number }>>;
  readonly read: (after: number) => Promise<Answer<PostmortemEdits>>;
  /** Heading of the section the cursor is in. */
  readonly section: () => string;
  readonly storage: DraftStorage & {
    readonly length: number;
    readonly key: (index: number) => string | null;
  };
  /** Of this text, in the storage. */
  readonly name: string;
  readonly onStatus: (status: SyncStatus) => void;
  /** Words of an earlier window that the server does not take any more: nothing of them is lost without being said. */
  readonly onOrphan: (words: string, why: string) => void;
}

export interface TextSync {
  /** Somebody typed. */
  readonly changed: () => void;
  /** The server has this revision. */
  readonly remote: (revision: number) => void;
  /** Sends at once what waits. */
  readonly flush: () => void;
  /** Words typed here wait to be sent, or for the answer. */
  readonly hasPending: () => boolean;
  /** Where the cursor of this window is in the text that the server has. */
  readonly cursor: () => TextCursor;
  /** Where a cursor of the server's text is in the text here; undefined while that revision is not here, or long gone. */
  readonly place: (cursor: TextCursor) => number | undefined;
  readonly stop: () => void;
}

const PAUSE_MS = 300;
const RETRY_MS = 2_000;
/** As many as one request may carry. */
const MOST_CHANGES = 5_000;
/** Revisions over which a cursor can be followed; one of longer ago is told again sooner than it is needed. */
const FOLLOWED = 500;

export function createTextSync(ports: TextSyncPorts): TextSync {
  const { state, storage, name } = ports;
  const prefix = `foghorn.text.${name}.`;
  let remoteRevision = getSyncedVersion(state());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWorking = false;
  let isWanted = false;
  let isStopped = false;
  let isRefused = false;
  let hasSentLeft = false;

  /** What led from a revision to the next, the newest last. */
  const known: { readonly after: number; readonly changes: ChangeDesc }[] = [];

  const clientId = () => getClientID(state());

  function pending(): Sent | undefined {
    const updates = sendableUpdates(state());
    if (updates.length === 0) return undefined;
    return {
      revision: getSyncedVersion(state()),
      clientId: clientId(),
      changes: updates.map(({ changes }) => changes.toJSON()),
      section: ports.section(),
      position: cursor().position,
    };
  }

  function cursor(): TextCursor {
    const position = sendableUpdates(state())
      .toReversed()
      .reduce((at, { changes }) => changes.invertedDesc.mapPos(at, 1), state().selection.main.head);
    return { revision: getSyncedVersion(state()), position };
  }

  function place({ revision, position }: TextCursor): number | undefined {
    const at = getSyncedVersion(state());
    const since = known.filter(({ after }) => after >= revision);
    if (revision > at || since.length < at - revision) return undefined;
    const changes = [...since, ...sendableUpdates(state())];
    const [first] = changes;
    const length = first === undefined ? state().doc.length : first.changes.length;
    // Whoever sent it may have counted wrong.
    if (position > length) return undefined;
    return changes.reduce((now, one) => one.changes.mapPos(now, 1), position);
  }

  function keep(): void {
    const sent = pending();
    try {
      if (sent === undefined) storage.removeItem(prefix + clientId());
      else storage.setItem(prefix + clientId(), JSON.stringify(sent));
    } catch {
      // A full or forbidden storage must not stop anybody from writing; the text then lives as long as the tab.
    }
  }

  function soon(afterMs: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void work(), afterMs);
  }

  const oneRequest = (sent: Sent): Sent => ({ ...sent, changes: sent.changes.slice(0, MOST_CHANGES) });

  /** What a window that is gone had not sent. False when it has to be tried again later. */
  async function sendLeft(): Promise<boolean> {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
      (key): key is string => key?.startsWith(prefix) === true && key !== prefix + clientId(),
    );
    for (const key of keys) {
      const left = readSent(storage.getItem(key));
      if (left !== undefined) {
        const answer = await ports.send(oneRequest(left));
        if (answer.kind === "failed" && isPassing(answer)) {
          ports.onStatus({ kind: "waiting", message: answer.message });
          return false;
        }
        if (answer.kind === "failed") ports.onOrphan(wordsOf(left.changes), answer.message);
        else {
          remoteRevision = Math.max(remoteRevision, answer.value.revision);
          // What follows stands on changes that were moved meanwhile: a person puts it where it belongs.
          const rest = left.changes.slice(MOST_CHANGES);
          if (rest.length > 0) ports.onOrphan(wordsOf(rest), "there were too many at once.");
        }
      }
      storage.removeItem(key);
    }
    return true;
  }

  /** One turn: what was typed goes out, what others wrote comes in. False when it has to be tried again later. */
  async function turn(): Promise<boolean> {
    const sent = pending();
    if (sent !== undefined && !isRefused) {
      ports.onStatus({ kind: "saving" });
      const answer = await ports.send(oneRequest(sent));
      if (answer.kind === "failed") {
        isRefused = !isPassing(answer);
        ports.onStatus({ kind: isRefused ? "refused" : "waiting", message: answer.message });
        return isRefused;
      }
      remoteRevision = Math.max(remoteRevision, answer.value.revision);
    }
    if (isStopped) return true;
    const at = getSyncedVersion(state());
    if (remoteRevision > at) {
      const answer = await ports.read(at);
      if (answer.kind === "failed") {
        ports.onStatus({ kind: "waiting", message: answer.message });
        return false;
      }
      const updates = answer.value.edits.map((edit) => ({
        clientID: edit.clientId,
        changes: ChangeSet.fromJSON(edit.changes),
      }));
      if (!isStopped && updates.length > 0) {
        for (const [index, { changes }] of updates.entries()) known.push({ after: at + index, changes });
        known.splice(0, known.length - FOLLOWED);
        ports.dispatch(receiveUpdates(state(), updates));
      }
    }
    keep();
    return true;
  }

  async function work(): Promise<void> {
    if (isWorking) {
      isWanted = true;
      return;
    }
    isWorking = true;
    isWanted = false;
    hasSentLeft ||= await sendLeft();
    const isDone = (await turn()) && hasSentLeft;
    isWorking = false;
    if (isStopped) return;
    if (!isDone) return soon(RETRY_MS);
    if (isWanted || (!isRefused && pending() !== undefined) || remoteRevision > getSyncedVersion(state()))
      return soon(PAUSE_MS);
    if (!isRefused) ports.onStatus({ kind: "saved" });
  }

  soon(0);

  return {
    changed() {
      isRefused = false;
      keep();
      if (pending() !== undefined) ports.onStatus({ kind: "saving" });
      soon(PAUSE_MS);
    },
    remote(revision) {
      remoteRevision = Math.max(remoteRevision, revision);
      if (remoteRevision > getSyncedVersion(state())) soon(0);
    },
    flush: () => soon(0),
    hasPending: () => sendableUpdates(state()).length > 0,
    cursor,
    place,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      keep();
    },
  };
}

/** The link or the sign-in is what fails, not the words. */
const isPassing = ({ code }: Extract<Answer<unknown>, { kind: "failed" }>): boolean =>
  !["conflict", "invalid-input", "forbidden", "not-found"].includes(code);

function readSent(text: string | null): Sent | undefined {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    return isSent(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

const isSent = (value: unknown): value is Sent =>
  typeof value === "object" &&
  value !== null &&
  "revision" in value &&
  typeof value.revision === "number" &&
  "clientId" in value &&
  typeof value.clientId === "string" &&
  "section" in value &&
  typeof value.section === "string" &&
  "changes" in value &&
  Array.isArray(value.changes);

/** Everything that changes put in. */
function wordsOf(changes: readonly unknown[]): string {
  return changes
    .flatMap((change) => (Array.isArray(change) ? change : []))
    .flatMap((part: unknown) =>
      Array.isArray(part)
        ? part
            .slice(1)
            .filter((line): line is string => typeof line === "string")
            .join("\n")
        : [],
    )
    .join("");
}
