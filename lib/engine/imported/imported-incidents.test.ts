import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Storage } from "../../adapters/prisma/storage.ts";
import { openTemporaryStorage } from "../../adapters/prisma/testing/temporary-storage.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { canonicalJson } from "../../domain/incidents/canonical-json.ts";
import { IMPORT_LIMIT_BYTES } from "../../domain/incidents/import-limit.ts";
import type { IncidentExport } from "../../protocol/incident-export/incident-export.ts";
import { ADA, BOB, createWorld, type World } from "../incidents/testing/world.ts";
import { checkFile } from "./check-file.ts";
import { createImported } from "./imported-incidents.ts";

/* A file that one Foghorn wrote and another one, with a database of its own, reads. */

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let world: World;
let other: { readonly storage: Storage; readonly close: () => Promise<void> };
let imported: ReturnType<typeof createImported>;
let incidentId: IncidentId;
let changes: number;
let made: number;

beforeEach(async () => {
  world = await createWorld();
  incidentId = await world.openOne();
  other = await openTemporaryStorage();
  changes = 0;
  made = 0;
  imported = createImported({
    clock: { now: () => 1_000 },
    store: other.storage.imported,
    newId: () => next("import"),
    check: async (bytes) => checkFile(bytes),
    onChanged: () => {
      changes += 1;
    },
  });
});
afterEach(async () => {
  await world.close();
  await other.close();
});

function next(name: string): string {
  made += 1;
  return `${name}-${made}`;
}
const note = (markdown: string, clientKey: string) =>
  world.incidents.commands.addNote({ incidentId, markdown, visibility: "internal", clientKey, by: ADA });
const exported = async () => (await world.incidents.queries.incidentFile(incidentId))?.json ?? "";

function send(text: string, { name = "INC-0001.json", by = ADA, clientKey = next("key") } = {}) {
  const data = new TextEncoder().encode(text);
  return imported.commands.addPart({ name, by, clientKey, sizeBytes: data.length, offset: 0, data });
}

const resealed = (text: string, change: (file: IncidentExport) => void): string => {
  const { digest: _, ...content } = JSON.parse(text) as IncidentExport;
  change(content as IncidentExport);
  return JSON.stringify({ ...content, digest: sha256(canonicalJson(content)) });
};

test("what was exported there is read here, entry by entry, and says where it came from", async () => {
  await note("It hangs", "n-1");
  await note("It was hunter2", "n-2");
  await world.incidents.commands.acknowledge({ incidentId, by: ADA });
  const text = await exported();
  const file = JSON.parse(text) as IncidentExport;
  const answer = await send(text, { by: BOB });
  expect(answer).toMatchObject({
    isNew: true,
    imported: { incidentId, importedBy: { name: "Bob" }, importedAt: 1_000, fileName: "INC-0001.json" },
  });
  const id = answer?.imported.id ?? "";
  const detail = await imported.queries.get(id);
  expect(detail).toMatchObject({
    digest: file.digest,
    headHash: file.timeline.headHash,
    entryCount: file.timeline.entries.length,
    sizeBytes: Buffer.byteLength(text),
    notAsWritten: 1,
  });
  const { format: _, version: __, digest: ___, writtenAt: ____, timeline: _____, ...content } = file;
  expect(Object.keys(content)).toEqual(
    expect.arrayContaining(["incident", "figures", "symptoms", "checklists"]),
  );
  expect(detail?.content).toEqual(content);
  expect(await imported.queries.entries(id, { tail: 2_000 })).toEqual(
    file.timeline.entries.map(({ isAsWritten: _, ...entry }) => ({ incidentId, ...entry })),
  );
  const [first, second, third] = file.timeline.entries.map(({ seq }) => seq);
  expect((await imported.queries.entries(id, { tail: 2, beforeSeq: 3 })).map(({ seq }) => seq)).toEqual([
    first,
    second,
  ]);
  expect((await imported.queries.entries(id, { tail: 1, beforeSeq: 4 })).map(({ seq }) => seq)).toEqual([
    third,
  ]);
  expect(changes).toBe(1);
});

test("nothing of it is an incident of this Foghorn", async () => {
  await send(await exported());
  expect(await other.storage.incidents.list({ limit: 10 })).toEqual([]);
  expect(await other.storage.incidents.get(incidentId)).toBeUndefined();
});

test("the same file again is the import that is there, also for two people at once", async () => {
  const text = await exported();
  const [first, second] = await Promise.all([send(text), send(text, { by: BOB, name: "copy.json" })]);
  expect([first?.isNew, second?.isNew].toSorted()).toEqual([false, true]);
  expect(second?.imported).toEqual(first?.imported);
  expect(await imported.queries.list()).toHaveLength(1);
  // Written at another time it is another file.
  await note("more", "n-9");
  await send(await exported());
  expect(await imported.queries.list()).toHaveLength(2);
});

describe("refused with the reason, and nothing is stored", () => {
  const ALTERED: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    [
      "damaged",
      (text) => text.replace('"writtenAt":', '"writtenAt"'),
      /no JSON from line \d+, column \d+ on/,
    ],
    ["cut off", (text) => text.slice(0, text.length / 2), /not all of it is there/],
    [
      "altered",
      (text) => text.replace("It hangs", "It hung"),
      /the text of entry \d+ does not fit its digest/,
    ],
    [
      "altered and sealed anew",
      (text) =>
        resealed(text, ({ timeline: { entries } }) => {
          const last = entries.at(-1);
          if (last !== undefined) last.at += 1;
        }),
      /entry \d+ does not follow from the one before/,
    ],
    [
      "newer",
      (text) => resealed(text, (file) => void Object.assign(file, { version: 2 })),
      /it is of version 2, and this Foghorn reads version 1/,
    ],
    ["something else", () => '{"hello": 1}', /it is not an incident that Foghorn exported/],
    [
      "with times that no calendar has",
      (text) => resealed(text, (file) => void Object.assign(file.incident, { openedAt: 1e300 })),
      /does not keep to its schema at incident.openedAt/,
    ],
  ];

  test.each(ALTERED)("%s", async (_, alter, why) => {
    await note("It hangs", "n-1");
    await expect(send(alter(await exported()))).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(why),
    });
    expect(await imported.queries.list()).toEqual([]);
    expect(changes).toBe(0);
  });

  test("too large, before it is sent", async () => {
    const part = { name: "a.json", by: ADA, clientKey: "k", offset: 0, data: new Uint8Array(1) };
    await expect(
      imported.commands.addPart({ ...part, sizeBytes: IMPORT_LIMIT_BYTES + 1 }),
    ).rejects.toMatchObject({ message: "The file has 33 MiB; at most 32 MiB are taken." });
  });

  test("of bytes that are no text", () => {
    expect(checkFile(Uint8Array.of(0x7b, 0xff))).toEqual({ kind: "refused", why: "it is no text in UTF-8" });
  });
});

test("a removed import is gone with its entries, and can be imported again", async () => {
  const text = await exported();
  const id = (await send(text))?.imported.id ?? "";
  expect(await imported.commands.remove(id)).toMatchObject({ id, incidentId });
  expect(await imported.queries.get(id)).toBeUndefined();
  expect(await imported.queries.entries(id, { tail: 10 })).toEqual([]);
  await expect(imported.commands.remove(id)).rejects.toMatchObject({ code: "not-found" });
  expect(await send(text)).toMatchObject({ isNew: true });
});
