import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HostId, type SymptomId, toContainerId, type UserId } from "../../domain/ids.ts";
import { aChange, aPerson, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import type { Mute } from "../../domain/mute.ts";
import type { DockerEvent } from "../../domain/signal.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { StreamRow } from "../../engine/ports.ts";
import { connect } from "./connect.ts";
import type { Storage } from "./storage.ts";
import { openTemporaryStorage } from "./testing/temporary-storage.ts";

const HOST = "web-1" as HostId;
const KINDS = ["docker-event", "journal-line", "gap"] as const;
const cursor = (seq: number) => ({ epoch: "spool", seq });

const anEvent = (timeNano: string, action = "die"): DockerEvent => ({
  timeNano,
  type: "container",
  action,
  actorId: "a".repeat(64),
  attributes: { name: "api" },
});
const eventRow = (event: DockerEvent, at = T0): StreamRow => ({
  kind: "docker-event",
  hostId: HOST,
  at,
  event,
  isInferred: false,
});
const gapRow = (at = T0): StreamRow => ({
  kind: "gap",
  hostId: HOST,
  at,
  gap: { stream: "events", fromAt: at - 10, toAt: at, cause: "reset", isFilled: false },
});

let storage: Storage;
let directory: string;
let close: () => Promise<void>;
let now = T0;

beforeEach(async () => {
  now = T0;
  ({ storage, directory, close } = await openTemporaryStorage({ now: () => now }));
});
afterEach(() => close());

describe("mutes", () => {
  const mute: Mute = {
    id: "m1",
    hostId: HOST,
    mode: "daemon-down",
    reason: "planned restart",
    by: { userId: "u1" as UserId, name: "Ada" },
    createdAt: T0,
    endsAt: T0 + DAY_MS,
  };

  test("those that hold come back as they were; ended and run out ones do not", async () => {
    const narrow: Mute = { ...mute, id: "m2", subject: "", endsAt: T0 + 1 };
    const ended: Mute = {
      ...mute,
      id: "m3",
      endedAt: T0 + 5,
      endedBy: { userId: "u2" as UserId, name: "Bo" },
    };
    for (const one of [mute, narrow, ended]) await storage.mutes.save(one);
    expect(await storage.mutes.active(T0)).toEqual([narrow, mute]);
    expect(await storage.mutes.active(T0 + 1)).toEqual([mute]);
  });
});

test("the last note of a watch comes back as it was", async () => {
  const note = {
    id: "h1",
    markdown: "Filer 4 is back.",
    by: { userId: "u1" as UserId, name: "Ada" },
    at: T0,
  };
  expect(await storage.handovers.last()).toBeUndefined();
  for (const one of [{ ...note, id: "h2", at: T0 + 1 }, note]) await storage.handovers.save(one);
  expect(await storage.handovers.last()).toEqual({ ...note, id: "h2", at: T0 + 1 });
});

describe("rows of a host", () => {
  test("an event that comes again is stored once, to the last nanosecond, and the cursor moves all the same", async () => {
    const first = await storage.stream.append(
      HOST,
      [eventRow(anEvent("1799919000000000001")), gapRow()],
      cursor(5),
    );
    expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
    const again = await storage.stream.append(
      HOST,
      [eventRow(anEvent("1799919000000000001")), eventRow(anEvent("1799919000000000002"))],
      { ...cursor(9), journalCursor: "s=1" },
    );
    expect(again).toMatchObject([{ seq: 3, event: { timeNano: "1799919000000000002" } }]);
    expect(await storage.stream.cursor(HOST)).toEqual({ epoch: "spool", seq: 9, journalCursor: "s=1" });
    expect(await storage.stream.cursor("other" as HostId)).toBeUndefined();
  });

  test("two appends at once keep their order and their numbers", async () => {
    const events = Array.from({ length: 40 }, (_, index) => anEvent(`17999190000000000${10 + index}`));
    await Promise.all(
      events.map((event, index) => storage.stream.append(HOST, [eventRow(event)], cursor(index))),
    );
    const rows = await storage.stream.read(HOST, { kinds: KINDS, limit: 100 });
    expect(rows.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(rows.map((row) => row.kind === "docker-event" && row.event.timeNano)).toEqual(
      events.map(({ timeNano }) => timeNano),
    );
  });

  test("known tells what is stored, in the order of the question", async () => {
    await storage.stream.append(HOST, [eventRow(anEvent("1000000001"))], cursor(1));
    const asked = [anEvent("1000000002"), anEvent("1000000001"), anEvent("1000000001", "start")];
    expect(await storage.stream.known(HOST, asked)).toEqual([false, true, false]);
  });

  test("rows are read after a number, from the end, by kind, and between two times of the source", async () => {
    const rows = [1, 2, 3].map((second) => eventRow(anEvent(`${T0 + second * 1_000}000000`)));
    await storage.stream.append(HOST, [...rows, gapRow(T0 + 9_000)], cursor(1));
    const seqs = (found: readonly { seq: number }[]) => found.map(({ seq }) => seq);
    expect(seqs(await storage.stream.read(HOST, { afterSeq: 2, kinds: KINDS, limit: 9 }))).toEqual([3, 4]);
    expect(seqs(await storage.stream.read(HOST, { kinds: ["docker-event"], limit: 2 }))).toEqual([2, 3]);
    expect(seqs(await storage.stream.between(HOST, T0 + 2_000, T0 + 3_000))).toEqual([2, 3]);
    expect(await storage.stream.lastSeq(HOST)).toBe(4);
  });

  test("equal lines of a log file are both kept; a journal line with its cursor comes once", async () => {
    const line = (journalCursor: string): StreamRow => ({
      kind: "journal-line",
      hostId: HOST,
      at: T0,
      line: { cursor: journalCursor, sourceAt: T0, unit: "dockerd", text: "same" },
    });
    expect(await storage.stream.append(HOST, [line(""), line("")], cursor(1))).toHaveLength(2);
    expect(await storage.stream.append(HOST, [line("c1"), line("c1")], cursor(2))).toHaveLength(1);
  });
});

test("symptoms: the newest value stands, changes are history, new evidence is not", async () => {
  const seen = aSymptom({ state: "seen" });
  await storage.symptoms.save([aChange("seen", seen), aChange("updated", { ...seen, summary: "more" })]);
  await storage.symptoms.save([
    aChange("raised", aSymptom(), T0 + 5),
    aChange("seen", aSymptom({ id: "sym-2", state: "seen" })),
  ]);
  expect((await storage.symptoms.open()).map(({ id, state }) => [id, state])).toEqual([
    ["sym-1", "raised"],
    ["sym-2", "seen"],
  ]);
  expect((await storage.symptoms.changesBetween(HOST, T0, T0 + 9)).map(({ kind }) => kind)).toEqual([
    "seen",
    "raised",
    "seen",
  ]);
  const [first] = await storage.symptoms.changesAfter(HOST, 0, 1);
  expect(await storage.symptoms.changesAfter(HOST, first?.id ?? 0, 9)).toHaveLength(2);
  await storage.symptoms.save([aChange("cleared", aSymptom({ state: "cleared", clearedAt: T0 + 9 }))]);
  expect((await storage.symptoms.open()).map(({ id }) => id)).toEqual(["sym-2"]);
  expect(await storage.symptoms.byIds(["sym-2", "sym-1"] as SymptomId[])).toMatchObject([
    { id: "sym-2" },
    { clearedAt: T0 + 9 },
  ]);
});

test("container names: the last one known is recalled after the daemon went", async () => {
  const id = toContainerId("b".repeat(64));
  await storage.names.remember(HOST, [{ id, name: "old", image: "i" }], T0);
  await storage.names.remember(HOST, [{ id, name: "api", image: "i" }], T0 + 1);
  expect(await storage.names.recall(HOST)).toEqual([{ id, name: "api", image: "i", lastAt: T0 + 1 }]);
});

describe("the audit log", () => {
  const write = (action: string) => storage.audit.write({ actor: "ada", action, subject: "s" });

  test("is a chain that entries written at once do not break", async () => {
    await Promise.all(["a", "b", "c"].map(write));
    expect(await storage.audit.verify()).toBeUndefined();
    expect((await storage.audit.read({ limit: 2 })).map(({ seq, action }) => [seq, action])).toEqual([
      [3, "c"],
      [2, "b"],
    ]);
    expect(await storage.audit.read({ beforeSeq: 2, limit: 9 })).toHaveLength(1);
  });

  test.each([
    ["an edit", `UPDATE "AuditEntry" SET actor = 'bob' WHERE seq = 2`, 2],
    ["a removal in the middle", `DELETE FROM "AuditEntry" WHERE seq = 2`, 3],
    ["a removal at the end", `DELETE FROM "AuditEntry" WHERE seq = 3`, 3],
  ])("%s is refused, and found when the guard was removed first", async (_name, sql, brokenAtSeq) => {
    for (const action of ["a", "b", "c"]) await write(action);
    const { database } = await connect(`${directory}/foghorn.db`);
    await expect(database.$executeRawUnsafe(sql)).rejects.toThrow("audit entries are never");
    await database.$executeRawUnsafe(`DROP TRIGGER "AuditEntry_kept"`);
    await database.$executeRawUnsafe(`DROP TRIGGER "AuditEntry_unchanged"`);
    await database.$executeRawUnsafe(sql);
    await database.$disconnect();
    expect(await storage.audit.verify()).toEqual({ brokenAtSeq });
  });
});

describe("after 30 days", () => {
  test("events, history and evidence go; what an incident holds stays, and numbers go on", async () => {
    const evidence = (id: string) => ({
      id,
      hostId: HOST,
      subject: "api",
      title: id,
      capturedAt: T0,
      lines: [],
    });
    await storage.stream.append(HOST, [gapRow(), gapRow(), gapRow()], cursor(1));
    const old = { state: "cleared", clearedAt: T0 } as const;
    await storage.symptoms.save([
      aChange("cleared", aSymptom(old)),
      aChange("cleared", aSymptom({ ...old, id: "sym-2" })),
    ]);
    await storage.symptoms.save([aChange("raised", aSymptom({ id: "sym-3" }))]);
    await storage.evidence.save(evidence("kept"));
    await storage.evidence.save(evidence("gone"));
    const base = { at: T0, actor: aPerson(), visibility: "shared" } as const;
    const { incident } = await storage.incidents.open(() => ({
      entries: [
        { ...base, body: { kind: "incident.opened", title: "t", severity: "SEV2", reason: "r" } },
        { ...base, body: { kind: "symptom.attached", symptom: aSymptom(old) } },
        {
          ...base,
          body: {
            kind: "evidence.captured",
            hostId: HOST,
            subject: "api",
            evidenceId: "kept",
            title: "kept",
            lineCount: 0,
          },
        },
      ],
    }));
    now = T0 + 31 * DAY_MS;
    await storage.stream.append(HOST, [], cursor(2));
    expect(await storage.removeExpired()).toBeGreaterThan(0);
    expect(await storage.stream.read(HOST, { kinds: KINDS, limit: 9 })).toMatchObject([{ seq: 3 }]);
    expect(await storage.stream.append(HOST, [gapRow(now)], cursor(3))).toMatchObject([{ seq: 4 }]);
    expect(await storage.evidence.get("gone")).toBeUndefined();
    expect(await storage.evidence.get("kept")).toMatchObject({ title: "kept" });
    const ids = ["sym-1", "sym-2", "sym-3"] as SymptomId[];
    expect((await storage.symptoms.byIds(ids)).map(({ id }) => id)).toEqual(["sym-1", "sym-3"]);
    expect(await storage.incidents.entries(incident.id, { limit: 9 })).toHaveLength(3);
    // Now that there is a newer one, the row that held the number goes as well; then nothing is left to remove.
    expect(await storage.removeExpired()).toBe(1);
    expect(await storage.removeExpired()).toBe(0);
  });
});
