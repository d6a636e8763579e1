import { collab, rebaseUpdates } from "@codemirror/collab";
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import { afterEach, expect, test, vi } from "vitest";
import type { TextCursor } from "../protocol/postmortem-views.ts";
import type { Answer } from "./ask.ts";
import { createTextSync, type SyncStatus, type TextSync } from "./text-sync.ts";

/* Editors without a screen, and the authority of the server with nothing stored: it is tested where it stores. */

interface Edit {
  readonly clientId: string;
  readonly changes: unknown;
}

function aServer(text = "one\ntwo\n") {
  const edits: Edit[] = [];
  let doc = Text.of(text.split("\n"));
  const server = {
    edits,
    text: () => doc.toString(),
    refusal: undefined as Extract<Answer<never>, { kind: "failed" }> | undefined,
    /** The answer gets lost on its way. */
    isAnswerLost: false,
    /** Where a window said that its cursor is. */
    cursor: undefined as TextCursor | undefined,
    send: async (sent: {
      revision: number;
      clientId: string;
      changes: readonly unknown[];
      position?: number;
    }) => {
      const { revision, position = 0 } = sent;
      server.cursor = { revision, position };
      if (server.refusal !== undefined) return server.refusal;
      const read = (edit: Edit) => ({ clientID: edit.clientId, changes: ChangeSet.fromJSON(edit.changes) });
      const over = edits.slice(sent.revision).map(read);
      const updates = sent.changes.map((changes) => read({ clientId: sent.clientId, changes }));
      for (const { changes } of rebaseUpdates(updates, over)) {
        doc = changes.apply(doc);
        edits.push({ clientId: sent.clientId, changes: changes.toJSON() });
      }
      if (server.isAnswerLost) return { kind: "failed", code: "offline", message: "no answer" } as const;
      return { kind: "done", value: { revision: edits.length } } as const;
    },
    read: async (after: number) => ({ kind: "done", value: { edits: edits.slice(after) } }) as const,
  };
  return server;
}

function aStorage() {
  const held = new Map<string, string>();
  return {
    held,
    get length() {
      return held.size;
    },
    key: (index: number) => [...held.keys()][index] ?? null,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

const open: TextSync[] = [];
afterEach(() => {
  for (const sync of open.splice(0)) sync.stop();
});

let windows = 0;

function aWindow(server: ReturnType<typeof aServer>, storage = aStorage()) {
  windows += 1;
  let state = EditorState.create({
    doc: server.text(),
    extensions: [collab({ startVersion: server.edits.length, clientID: `window-${windows}` })],
  });
  const statuses: SyncStatus[] = [];
  const orphans: string[] = [];
  const sync = createTextSync({
    state: () => state,
    dispatch: (transaction) => {
      state = transaction.state;
    },
    send: server.send,
    read: server.read,
    section: () => "",
    storage,
    name: "INC-0001",
    onStatus: (status) => statuses.push(status),
    onOrphan: (words) => orphans.push(words),
  });
  open.push(sync);
  return {
    sync,
    storage,
    orphans,
    statuses,
    text: () => state.doc.toString(),
    status: () => statuses.at(-1)?.kind,
    type: (at: number, insert: string) => {
      state = state.update({
        changes: { from: at, insert },
        selection: { anchor: at + insert.length },
      }).state;
      sync.changed();
    },
  };
}

test("what two people type at once stands in both windows and on the server, no word lost", async () => {
  const server = aServer();
  const ada = aWindow(server);
  const bob = aWindow(server);
  ada.type(3, " from Ada");
  bob.type(7, " from Bob");
  await vi.waitFor(() => {
    ada.sync.remote(server.edits.length);
    bob.sync.remote(server.edits.length);
    expect(server.edits).toHaveLength(2);
    expect([ada.text(), bob.text()]).toEqual([server.text(), server.text()]);
  });
  expect(server.text()).toBe("one from Ada\ntwo from Bob\n");
  await vi.waitFor(() => expect([ada.status(), bob.status()]).toEqual(["saved", "saved"]));
});

test("words stay while the link is down and arrive once, also when the answer was what got lost", async () => {
  const server = aServer();
  const ada = aWindow(server);
  server.isAnswerLost = true;
  ada.type(0, "x");
  await vi.waitFor(() => expect(ada.status()).toBe("waiting"));
  expect(ada.storage.held.size).toBe(1);
  server.isAnswerLost = false;
  ada.sync.flush();
  await vi.waitFor(() => expect(ada.status()).toBe("saved"));
  expect(server.text()).toBe("xone\ntwo\n");
  expect(ada.storage.held.size).toBe(0);
});

test("what a window that crashed had not sent is sent by the next one", async () => {
  const server = aServer();
  const storage = aStorage();
  const first = aWindow(server, storage);
  server.refusal = { kind: "failed", code: "offline", message: "no answer" };
  first.type(0, "kept ");
  await vi.waitFor(() => expect(first.status()).toBe("waiting"));
  first.sync.stop();
  server.refusal = undefined;
  const second = aWindow(server, storage);
  await vi.waitFor(() => expect(second.text()).toBe("kept one\ntwo\n"));
  expect(storage.held.size).toBe(0);
});

test("every letter of a long while without a link is kept, and words of a gone window wait for the link", async () => {
  const server = aServer();
  const storage = aStorage();
  const first = aWindow(server, storage);
  server.refusal = { kind: "failed", code: "offline", message: "no answer" };
  for (let at = 0; at < 800; at += 1) first.type(at, String(at % 10));
  first.sync.stop();
  const second = aWindow(server, storage);
  await vi.waitFor(() => expect(second.status()).toBe("waiting"));
  server.refusal = undefined;
  second.sync.flush();
  await vi.waitFor(() => expect(second.text()).toHaveLength(808));
  expect(server.text()).toBe(second.text());
});

test("what the server does not take is said, stays in the window, and is tried again with the next letter", async () => {
  const server = aServer();
  const ada = aWindow(server);
  server.refusal = { kind: "failed", code: "conflict", message: "It is published." };
  ada.type(0, "late ");
  await vi.waitFor(() =>
    expect(ada.statuses.at(-1)).toEqual({ kind: "refused", message: "It is published." }),
  );
  expect(ada.text()).toBe("late one\ntwo\n");
  server.refusal = undefined;
  ada.type(0, "and ");
  await vi.waitFor(() => expect(server.text()).toBe("and late one\ntwo\n"));
});

test("words of an earlier window that are refused are handed over, not dropped", async () => {
  const server = aServer();
  const storage = aStorage();
  storage.setItem(
    "foghorn.text.INC-0001.window-gone",
    JSON.stringify({
      revision: 0,
      clientId: "window-gone",
      changes: [ChangeSet.of({ from: 0, insert: "two\nlines" }, 8).toJSON()],
      section: "",
    }),
  );
  server.refusal = { kind: "failed", code: "conflict", message: "It is published." };
  const ada = aWindow(server, storage);
  await vi.waitFor(() => expect(ada.orphans).toEqual(["two\nlines"]));
  expect(storage.held.size).toBe(0);
});

test("a cursor is where its person is, over what they type, what others did meanwhile and what is not sent yet", async () => {
  const server = aServer();
  const ada = aWindow(server);
  const bob = aWindow(server);
  bob.type(0, "Bob: ");
  await vi.waitFor(() => expect(server.edits).toHaveLength(1));
  ada.type(3, " from Ada");
  await vi.waitFor(() => expect(server.edits).toHaveLength(2));
  const said = server.cursor ?? { revision: 9, position: 0 };
  // Of a text before Bob's words and before her own.
  expect(said).toEqual({ revision: 0, position: 3 });
  bob.type(0, "> ");
  await vi.waitFor(() => {
    bob.sync.remote(server.edits.length);
    expect(bob.text()).toBe("> Bob: one from Ada\ntwo\n");
  });
  const place = bob.sync.place(said) ?? 0;
  expect(bob.text().slice(0, place)).toBe("> Bob: one from Ada");
  expect(ada.sync.cursor().position).toBeLessThanOrEqual(server.text().length);
});

test("a cursor of a revision that is not here, or of no place in the text, is nowhere", () => {
  const ada = aWindow(aServer());
  expect(ada.sync.place({ revision: 0, position: 4 })).toBe(4);
  expect(ada.sync.place({ revision: 1, position: 4 })).toBeUndefined();
  expect(ada.sync.place({ revision: 0, position: 4_000 })).toBeUndefined();
});

test("a full storage stops nobody from writing", async () => {
  const server = aServer();
  const storage = aStorage();
  storage.setItem = () => {
    throw new Error("full");
  };
  const ada = aWindow(server, storage);
  ada.type(0, "x");
  await vi.waitFor(() => expect(server.text()).toBe("xone\ntwo\n"));
});
