import { expect, test } from "vitest";
import type { Answer } from "./ask.ts";
import { createDrafts, type DraftStorage } from "./drafts.ts";

const ID = "INC-0007";
const done: Answer<unknown> = { kind: "done", value: {} };
const offline: Answer<unknown> = { kind: "failed", code: "offline", message: "no link" };
const refused: Answer<unknown> = { kind: "failed", code: "invalid-input", message: "too long" };

function memory(): DraftStorage {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

function begin(storage = memory()) {
  const sent: { readonly markdown: string; readonly visibility: string; readonly clientKey: string }[] = [];
  let answer: Answer<unknown> = done;
  let count = 0;
  const drafts = createDrafts(
    storage,
    () => `key-${String(++count).padStart(5, "0")}`,
    (_id, body) => {
      sent.push(body);
      return Promise.resolve(answer);
    },
  );
  return { drafts, sent, storage, answerWith: (next: Answer<unknown>) => (answer = next) };
}

test("text that was typed is there again after the page was loaded anew", () => {
  const first = begin();
  first.drafts.write(ID, { text: "List hangs", visibility: "shared" });
  expect(begin(first.storage).drafts.read(ID)).toEqual({ text: "List hangs", visibility: "shared" });
});

test("a note is sent once and the next one begins internal and empty", async () => {
  const { drafts, sent } = begin();
  drafts.write(ID, { text: " Filer 4 is away \n", visibility: "shared" });
  await drafts.send(ID);
  expect(sent).toEqual([{ markdown: "Filer 4 is away", visibility: "shared", clientKey: "key-00001" }]);
  expect(drafts.waiting()).toEqual([]);
  expect(drafts.read(ID)).toEqual({ text: "", visibility: "internal" });
});

test("a note written without a link is sent when it is back, under the same key", async () => {
  const { drafts, sent, answerWith } = begin();
  answerWith(offline);
  drafts.write(ID, { text: "one", visibility: "internal" });
  await drafts.send(ID);
  expect(drafts.waiting()).toMatchObject([{ text: "one", state: "waiting" }]);
  answerWith(done);
  await drafts.sendWaiting();
  expect(sent.map((note) => note.clientKey)).toEqual(["key-00001", "key-00001"]);
  expect(drafts.waiting()).toEqual([]);
});

test("notes that wait keep their order and survive a reload", async () => {
  const { drafts, storage, answerWith } = begin();
  answerWith(offline);
  for (const text of ["one", "two"]) {
    drafts.write(ID, { text, visibility: "internal" });
    await drafts.send(ID);
  }
  const later = begin(storage);
  await later.drafts.sendWaiting();
  expect(later.sent.map((note) => note.markdown)).toEqual(["one", "two"]);
});

test("a refused note says why and can be taken back into the field", async () => {
  const { drafts, answerWith } = begin();
  answerWith(refused);
  drafts.write(ID, { text: "one", visibility: "shared" });
  await drafts.send(ID);
  expect(drafts.waiting()).toMatchObject([{ state: "refused", message: "too long" }]);
  drafts.takeBack("key-00001");
  expect(drafts.read(ID)).toEqual({ text: "one", visibility: "shared" });
  expect(drafts.waiting()).toEqual([]);
});

test("nothing is sent for an empty note", async () => {
  const { drafts, sent } = begin();
  drafts.write(ID, { text: "  ", visibility: "internal" });
  await drafts.send(ID);
  expect(sent).toEqual([]);
});

test("a storage that refuses does not keep anybody from writing", () => {
  const full: DraftStorage = {
    getItem: () => null,
    setItem: () => {
      throw new Error("quota");
    },
    removeItem: () => undefined,
  };
  const { drafts } = begin(full);
  drafts.write(ID, { text: "still here", visibility: "internal" });
  expect(drafts.read(ID).text).toBe("still here");
});
