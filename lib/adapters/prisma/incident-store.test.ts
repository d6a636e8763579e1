import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HostId, IncidentId, SymptomId } from "../../domain/ids.ts";
import { applyEntry, emptyIncident } from "../../domain/incidents/apply-entry.ts";
import { aChange, aPerson, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { genesisHash, proveChain } from "../../domain/timeline-hash.ts";
import type { EntryDraft, IncidentStore } from "../../engine/ports-incidents.ts";
import { connect } from "./connect.ts";
import { sha256 } from "./incident-plan.ts";
import { createIncidentStore } from "./incident-store.ts";
import type { Storage } from "./storage.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";
import { createWriteQueue } from "./write-queue.ts";

const ADA = aPerson("Ada");

const note = (markdown: string, clientKey?: string): EntryDraft => ({
  at: T0,
  actor: ADA,
  visibility: "internal",
  body: { kind: "note", markdown },
  ...(clientKey !== undefined && { clientKey }),
});

const opened: EntryDraft = {
  at: T0,
  actor: ADA,
  visibility: "shared",
  body: { kind: "incident.opened", title: "dockerd down", severity: "SEV2", reason: "by hand" },
};

let storage: Storage;
let directory: string;
let close: () => Promise<void>;
let incidents: IncidentStore;

beforeEach(async () => {
  ({ storage, directory, close } = await openTemporaryStorage());
  incidents = storage.incidents;
});
afterEach(() => close());

const open = async (...more: EntryDraft[]): Promise<IncidentId> =>
  (await incidents.open(() => ({ entries: [opened, ...more] }))).incident.id;

/** A second writer on the same file: what a lost race looks like. */
async function secondWriter(): Promise<{ store: IncidentStore; end: () => Promise<void> }> {
  const { database } = await connect(`${directory}/foghorn.db`);
  const forget: (() => void)[] = [];
  const queue = createWriteQueue(
    (operations) => database.$transaction(operations),
    () => {
      for (const each of forget) each();
    },
  );
  const store = createIncidentStore({ database, queue, onRollback: (each) => forget.push(each) });
  return { store, end: () => database.$disconnect() };
}

test("numbers only grow, also for incidents that are opened at once", async () => {
  const ids = await Promise.all([open(), open(), open()]);
  expect(ids).toEqual(["INC-0001", "INC-0002", "INC-0003"]);
});

test("a time with a fraction of a millisecond, dated back by a measured duration, did not break the chain", async () => {
  const id = await open({ ...note("seen"), sourceAt: T0 - 2_999.37 }, { ...note("later"), at: T0 + 0.5 });
  const entries = await incidents.entries(id, { afterSeq: 0, limit: 10 });
  expect(entries.map(({ at, sourceAt }) => [at, sourceAt])).toEqual([
    [T0, undefined],
    [T0, T0 - 3_000],
    [T0, undefined],
  ]);
  expect(proveChain(id, entries, sha256)).toEqual({ finerCount: 0 });
});

test("the stored projection is the fold of the stored entries", async () => {
  const symptom = aSymptom();
  await storage.symptoms.save([aChange("raised", symptom)]);
  const id = await open({ ...opened, body: { kind: "symptom.attached", symptom } });
  await incidents.append(
    id,
    ({ state }) => ({
      entries: [
        { ...opened, body: { kind: "incident.state", from: state, to: "active" } },
        {
          ...opened,
          body: {
            kind: "incident.milestone",
            milestone: "acknowledged",
            milestoneAt: T0 + 5,
            how: "recorded",
          },
        },
        {
          ...opened,
          body: {
            kind: "incident.milestone",
            milestone: "impact-started",
            milestoneAt: T0 - 9,
            how: "confirmed",
          },
        },
        { ...opened, at: T0 + 9, body: { kind: "incident.state", from: "active", to: "mitigated" } },
      ],
    }),
    { isCommutative: false },
  );
  const entries = await incidents.entries(id, { afterSeq: 0, limit: 100 });
  const folded = entries.reduce(applyEntry, emptyIncident(id, 1, genesisHash(id, sha256)));
  expect(await incidents.get(id)).toEqual(folded);
  expect(folded).toMatchObject({
    state: "mitigated",
    milestones: { mitigated: T0 + 9, acknowledged: T0 + 5 },
  });
});

describe("many writers", () => {
  test("fifty notes at once are fifty entries without a hole, in one whole chain", async () => {
    const id = await open();
    const append = (index: number) =>
      incidents.append(id, () => ({ entries: [note(`n${index}`)] }), { isCommutative: true });
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => append(index)));
    const numbers = results.flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(new Set(numbers).size).toBe(50);
    const stored = await incidents.entries(id, { afterSeq: 0, limit: 100 });
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    expect(await incidents.verify(id)).toBeUndefined();
  });

  test("one refused plan takes nobody else's entry with it", async () => {
    const id = await open();
    const results = await Promise.allSettled([
      incidents.append(id, () => ({ entries: [note("a")] }), { isCommutative: true }),
      // A symptom that does not exist: the database refuses it after the whole batch was planned.
      incidents.append(
        id,
        () => ({
          entries: [{ ...opened, body: { kind: "symptom.attached", symptom: aSymptom({ id: "none" }) } }],
        }),
        { isCommutative: true },
      ),
      incidents.append(id, () => ({ entries: [note("b")] }), { isCommutative: true }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const stored = await incidents.entries(id, { afterSeq: 1, limit: 100 });
    expect(stored.map(({ body }) => body.kind === "note" && body.markdown)).toEqual(["a", "b"]);
    expect(await incidents.verify(id)).toBeUndefined();
  });

  test("a lost race for the next number is planned again for a note, and surfaced for a state", async () => {
    const id = await open(note("so that both know the head"));
    const other = await secondWriter();
    await other.store.append(id, () => ({ entries: [note("other")] }), { isCommutative: true });
    // This one still holds the old head in memory.
    const appended = await incidents.append(id, () => ({ entries: [note("mine")] }), { isCommutative: true });
    expect(appended.entries[0]?.seq).toBe(4);
    await other.store.append(id, () => ({ entries: [note("other again")] }), { isCommutative: true });
    const move = () =>
      incidents.append(
        id,
        ({ state }) => ({
          entries: [{ ...opened, body: { kind: "incident.state", from: state, to: "active" } }],
        }),
        { isCommutative: false },
      );
    await expect(move()).rejects.toMatchObject({ code: "conflict" });
    expect((await incidents.get(id))?.state).toBe("triage");
    expect(await incidents.verify(id)).toBeUndefined();
    await other.end();
  });

  test("the same client key is the same entry, also within one batch", async () => {
    const id = await open();
    const send = () => incidents.append(id, () => ({ entries: [note("x", "k")] }), { isCommutative: true });
    const [first, second] = await Promise.all([send(), send()]);
    expect([...first.entries, ...second.entries]).toHaveLength(1);
    expect([...first.repeated, ...second.repeated]).toHaveLength(1);
    expect((await send()).repeated[0]?.seq).toBe(2);
  });
});

describe("what was remembered", () => {
  test("is never changed or removed, except that a body can be erased; without an entry that says so it is missed", async () => {
    const id = await open(note("a secret"), note("another"));
    const { database } = await connect(`${directory}/foghorn.db`);
    const change = (sql: string) => database.$executeRawUnsafe(sql);
    await expect(change(`UPDATE "TimelineEntry" SET "bodyJson" = '{}' WHERE seq = 2`)).rejects.toThrow(
      "never changed",
    );
    await expect(
      change(`UPDATE "TimelineEntry" SET "bodyJson" = NULL, "at" = 1 WHERE seq = 2`),
    ).rejects.toThrow("never changed");
    await expect(change(`DELETE FROM "TimelineEntry" WHERE seq = 3`)).rejects.toThrow("never removed");
    await change(`UPDATE "TimelineEntry" SET "bodyJson" = NULL WHERE seq = 2`);
    await database.$disconnect();
    expect(await incidents.verify(id)).toMatchObject({
      brokenAtSeq: 2,
      why: expect.stringContaining("no entry says who erased it"),
    });
    const [, erased] = await incidents.entries(id, { afterSeq: 0, limit: 3 });
    expect(erased?.body).toEqual({ kind: "erased" });
  });

  test("what is erased is in none of the files afterwards", async () => {
    const id = await open(note("opens with swordfish ".repeat(400)));
    const erased: EntryDraft = {
      ...note("-"),
      body: { kind: "entry.erased", what: "note", seqs: [2], writtenAt: 1, reason: "a password" },
    };
    const files = () =>
      ["", "-wal"]
        .map((end) => `${directory}/foghorn.db${end}`)
        .filter((path) => existsSync(path))
        .map((path) => readFileSync(path, "latin1"));
    expect(files().some((text) => text.includes("swordfish"))).toBe(true);
    await incidents.append(id, () => ({ entries: [erased], eraseSeqs: [2] }), { isCommutative: true });
    expect(files().some((text) => text.includes("swordfish"))).toBe(false);
  });

  test("shows where somebody changed it past the guards, and where the end was cut off", async () => {
    const id = await open(note("a"), note("b"), note("c"));
    const { database } = await connect(`${directory}/foghorn.db`);
    await database.$executeRawUnsafe(`DROP TRIGGER "TimelineEntry_unchanged"`);
    await database.$executeRawUnsafe(`DROP TRIGGER "TimelineEntry_kept"`);
    await database.$executeRawUnsafe(`DELETE FROM "TimelineEntry" WHERE seq = 4`);
    expect(await incidents.verify(id)).toEqual({ brokenAtSeq: 4, why: "the incident ends with entry 4" });
    await database.$executeRawUnsafe(`UPDATE "TimelineEntry" SET "actorName" = 'Bob' WHERE seq = 2`);
    expect(await incidents.verify(id)).toMatchObject({ brokenAtSeq: 2 });
    await database.$disconnect();
  });
});

test("entries are read after a number, before one, and from the end", async () => {
  const id = await open(...["a", "b", "c"].map((text) => note(text)));
  const seqs = async (options: Parameters<IncidentStore["entries"]>[1]) =>
    (await incidents.entries(id, options)).map(({ seq }) => seq);
  expect(await seqs({ afterSeq: 1, limit: 2 })).toEqual([2, 3]);
  expect(await seqs({ limit: 2 })).toEqual([3, 4]);
  expect(await seqs({ beforeSeq: 3, limit: 5 })).toEqual([1, 2]);
});

test("how far hosts have landed moves with the entries, or not at all", async () => {
  const id = await open();
  const landed = { hostId: "web-1" as HostId, rowSeq: 7, changeId: 3 };
  await incidents.append(id, () => ({ entries: [note("n")], landed: [landed] }), { isCommutative: true });
  const refused = incidents.append(
    id,
    () => ({
      entries: [{ ...opened, body: { kind: "symptom.attached", symptom: aSymptom({ id: "none" }) } }],
      landed: [{ ...landed, rowSeq: 9 }],
    }),
    { isCommutative: true },
  );
  await expect(refused).rejects.toMatchObject({ code: "storage" });
  expect(await incidents.landed(id)).toEqual([landed]);
});

test("an unknown incident is not found", async () => {
  const append = incidents.append("INC-0099" as IncidentId, () => ({ entries: [note("x")] }), {
    isCommutative: true,
  });
  await expect(append).rejects.toMatchObject({ code: "not-found" });
  expect(await incidents.get("INC-0099" as IncidentId)).toBeUndefined();
  expect(await storage.symptoms.byIds(["x" as SymptomId])).toEqual([]);
});
