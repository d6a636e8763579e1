import { expect, test } from "vitest";
import { anEntry, aPerson } from "#lib/domain/incidents/testing/builders.ts";
import type { EntryBody } from "#lib/domain/timeline.ts";
import { actsOf, type Reader } from "./note-menu.tsx";

const NOTE: EntryBody = { kind: "note", markdown: "List hangs" };
const by = (name: string, body: EntryBody = NOTE) => anEntry(1, body, { actor: aPerson(name) });
const reader = (name: string, role: Reader["role"]): Reader => ({ id: aPerson(name).userId, role });

test("one's own note is edited, removed and erased; another's only by an admin, who never changes its words", () => {
  expect(actsOf(by("Ada"), reader("Ada", "operator"))).toEqual(["edit", "remove", "erase"]);
  expect(actsOf(by("Ada"), reader("Bob", "operator"))).toEqual([]);
  expect(actsOf(by("Ada"), reader("Bob", "admin"))).toEqual(["remove", "erase"]);
  expect(actsOf(by("Ada"), reader("Ada", "viewer"))).toEqual([]);
});

test("a removed note can still be erased, what Foghorn wrote cannot", () => {
  expect(actsOf(by("Ada", { kind: "removed" }), reader("Ada", "operator"))).toEqual(["erase"]);
  expect(actsOf(by("Ada", { kind: "erased" }), reader("Ada", "admin"))).toEqual([]);
  expect(actsOf(anEntry(1, NOTE), reader("Ada", "admin"))).toEqual([]);
});
