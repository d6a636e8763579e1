import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { IncidentId } from "../../domain/ids.ts";
import { aPerson, T0 } from "../../domain/incidents/testing/builders.ts";
import type { EntryDraft } from "../../engine/ports-incidents.ts";
import { connect } from "./connect.ts";
import { sha256 } from "./incident-plan.ts";
import type { Storage } from "./storage.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";

const ADA = aPerson("Ada");
const FROZEN = JSON.stringify({ text: "opens with swordfish ".repeat(400) });
const DIGEST = sha256(FROZEN);

let storage: Storage;
let directory: string;
let close: () => Promise<void>;
let incidentId: IncidentId;

const told = (body: EntryDraft["body"]): EntryDraft => ({
  at: T0,
  actor: ADA,
  visibility: "internal",
  body,
});
const erased = told({ kind: "postmortem.erased", version: 1, digest: DIGEST, reason: "a password" });

beforeEach(async () => {
  ({ storage, directory, close } = await openTemporaryStorage());
  const { incidents, postmortems } = storage;
  const opening = told({ kind: "incident.opened", title: "Slow", severity: "SEV2", reason: "by hand" });
  incidentId = (await incidents.open(() => ({ entries: [opening] }))).incident.id;
  const text = "opens with swordfish";
  await postmortems.begin({ incidentId, templateId: "incident", text: "", createdAt: T0, createdBy: "Ada" });
  const by = { userId: ADA.userId, name: "Ada" };
  await postmortems.edit(
    incidentId,
    [{ revision: 1, at: T0, by, clientId: "window-1", changes: [[0, text]] }],
    text,
  );
  const version = {
    version: 1,
    at: T0,
    by: "Ada",
    byId: ADA.userId,
    headSeq: 1,
    headHash: "",
    digest: DIGEST,
    frozenJson: FROZEN,
  };
  await incidents.append(
    incidentId,
    () => ({
      entries: [told({ kind: "postmortem.changed", to: "published", version: 1, digest: DIGEST })],
      postmortem: { status: "published", version },
    }),
    { isCommutative: true },
  );
});
afterEach(() => close());

async function change(...statements: readonly string[]): Promise<void> {
  const { database } = await connect(`${directory}/foghorn.db`);
  try {
    for (const sql of statements) await database.$executeRawUnsafe(sql);
  } finally {
    await database.$disconnect();
  }
}

const setErased = (more = "") =>
  `UPDATE "PostmortemVersion" SET "frozenJson" = 'null', "erasedAt" = 1, "erasedByName" = 'Eve'${more}`;

test.each([
  [
    "another text",
    `UPDATE "PostmortemVersion" SET "frozenJson" = '{}', "erasedAt" = 1, "erasedByName" = 'Eve'`,
  ],
  ["no name of who did it", `UPDATE "PostmortemVersion" SET "frozenJson" = 'null', "erasedAt" = 1`],
  ["another digest", setErased(`, "digest" = 'x'`)],
  ["another head", setErased(`, "headHash" = 'x'`)],
  ["another publisher", setErased(`, "byName" = 'Eve'`)],
  ["a mark on what is still there", `UPDATE "PostmortemVersion" SET "erasedAt" = 1, "erasedByName" = 'Eve'`],
  ["other words of an edit", `UPDATE "PostmortemEdit" SET "changesJson" = '[]'`],
  ["another writer", `UPDATE "PostmortemEdit" SET "changesJson" = 'null', "byName" = 'Eve'`],
])("the database refuses %s", async (_, sql) => {
  await expect(change(sql)).rejects.toThrow("never changed");
});

test("the mark of an erased version is never changed either, and nothing is removed", async () => {
  await change(setErased());
  await expect(change(setErased())).rejects.toThrow("never changed");
  await expect(change(`DELETE FROM "PostmortemVersion"`)).rejects.toThrow("never removed");
});

test("a version that is gone without an entry that says so, or is another, is missed", async () => {
  expect(await storage.incidents.verify(incidentId)).toBeUndefined();
  await change(
    `DROP TRIGGER "PostmortemVersion_unchanged"`,
    `UPDATE "PostmortemVersion" SET "frozenJson" = '{}'`,
  );
  expect(await storage.incidents.verify(incidentId)).toEqual({
    brokenAtSeq: 2,
    why: "version 1 is not the one that was published",
  });
  await change(setErased());
  expect(await storage.incidents.verify(incidentId)).toMatchObject({
    brokenAtSeq: 2,
    why: expect.stringContaining("no entry says who erased it"),
  });
});

test("what is erased is in none of the files afterwards", async () => {
  const count = () =>
    ["", "-wal"]
      .map((end) => `${directory}/foghorn.db${end}`)
      .filter((path) => existsSync(path))
      .reduce((sum, path) => sum + readFileSync(path, "latin1").split("swordfish").length - 1, 0);
  expect(count()).toBeGreaterThan(400);
  await storage.postmortems.edit(
    incidentId,
    [
      {
        revision: 2,
        at: T0,
        by: { userId: ADA.userId, name: "Ada" },
        clientId: "window-1",
        changes: [[20]],
      },
    ],
    "",
  );
  const erase = { version: 1, at: T0, by: "Ada" };
  await storage.incidents.append(
    incidentId,
    () => ({ entries: [erased], postmortem: { status: "draft", erase } }),
    { isCommutative: true },
  );
  expect(count()).toBe(0);
  expect(await storage.incidents.verify(incidentId)).toBeUndefined();
  expect((await storage.postmortems.get(incidentId))?.published[0]?.erased).toEqual({ at: T0, by: "Ada" });
});
