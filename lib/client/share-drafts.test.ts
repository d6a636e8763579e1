import { expect, test } from "vitest";
import { USUAL_DISCRETION } from "../domain/redaction/stand-ins.ts";
import { DAY_MS, HOUR_MS } from "../domain/time.ts";
import type { DraftStorage } from "./drafts.ts";
import { firstShareDraft, keepShareDraft, readShareDraft } from "./share-drafts.ts";

const ID = "INC-0007";
const ALL = { hidesHosts: true, hidesPeople: true, hidesWords: true };

function memory(): DraftStorage {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

const link = (
  createdById: string,
  createdAt: number,
  discretion = USUAL_DISCRETION,
  lastsMs = 7 * DAY_MS,
) => ({
  kind: "live" as const,
  createdAt,
  createdById,
  expiresAt: createdAt + lastsMs,
  discretion,
});

test("what was chosen and written is there again, for this incident and no other", () => {
  const storage = memory();
  keepShareDraft(storage, ID, { summary: "Nobody lost an order", discretion: ALL });
  expect(readShareDraft(storage, ID)).toEqual({ summary: "Nobody lost an order", discretion: ALL });
  expect(readShareDraft(storage, "INC-0008")).toEqual({});
  keepShareDraft(storage, ID, undefined);
  expect(readShareDraft(storage, ID)).toEqual({});
});

test("the dialog begins as the last link of the same person did, without its words", () => {
  const links = [link("ada", 1, USUAL_DISCRETION), link("ada", 3, ALL, 30 * DAY_MS), link("ben", 9)];
  expect(firstShareDraft(links, "ada")).toEqual({
    kind: "live",
    expiry: { value: "30", typed: "" },
    label: "",
    summary: "",
    discretion: ALL,
  });
  expect(firstShareDraft(links, "cleo")).toMatchObject({ kind: "snapshot", discretion: USUAL_DISCRETION });
  expect(firstShareDraft([link("ada", 1, ALL, 5 * HOUR_MS)], "ada").expiry.value).toBe("7");
});

test("while nobody can tell what was chosen before, every name is kept in", () => {
  expect(firstShareDraft(undefined, "ada").discretion).toEqual(ALL);
});

test.each([
  "",
  "{",
  "7",
  "null",
  '{"kind":"open","discretion":{"hidesHosts":true},"expiry":{"value":"9"},"label":7}',
])("what is kept as %j is no draft", (kept) => {
  const storage = memory();
  storage.setItem("foghorn.share-draft.INC-0007", kept);
  expect(readShareDraft(storage, ID)).toEqual({});
});

test("a storage that refuses does not keep anybody from sharing", () => {
  const full = () => {
    throw new Error("quota");
  };
  const storage: DraftStorage = { getItem: full, setItem: full, removeItem: full };
  expect(() => keepShareDraft(storage, ID, { label: "x" })).not.toThrow();
  expect(readShareDraft(storage, ID)).toEqual({});
});
