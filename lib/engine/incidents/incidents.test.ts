import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTemporaryStorage } from "../../adapters/prisma/testing/temporary-storage.ts";
import type { HostId, IncidentId, SymptomId } from "../../domain/ids.ts";
import { aChange, aPerson, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import type { CheckReading, PassCondition, Runbook } from "../../domain/runbook.ts";
import type { Symptom } from "../../domain/symptom.ts";
import { DAY_MS, MINUTE_MS } from "../../domain/time.ts";
import type { TimelineEntry } from "../../domain/timeline.ts";
import type { StreamRow } from "../ports.ts";
import type { IncidentStores } from "../ports-incidents.ts";
import type { Incidents } from "./contract.ts";
import { createIncidents } from "./create-incidents.ts";

const HOST = "web-1" as HostId;
const ADA = aPerson("Ada");
const BOB = aPerson("Bob");

const RUNBOOK: Runbook = {
  id: "daemon-down",
  title: "dockerd down",
  symptoms: ["daemon-down"],
  intro: "",
  version: "v1",
  file: "daemon-down.md",
  steps: [
    {
      id: "answers",
      kind: "verify",
      title: "It answers",
      text: "",
      commands: ["systemctl status docker # {{host}}"],
      pass: { probe: "api.ping", operator: "answers" },
    },
    { id: "tell", kind: "manual", title: "Tell people", text: "", commands: [] },
  ],
};

const die = (name: string, at: number, exitCode = "137"): StreamRow => ({
  kind: "docker-event",
  hostId: HOST,
  at,
  isInferred: false,
  event: {
    timeNano: `${at}000000`,
    type: "container",
    action: "die",
    actorId: "c".repeat(64),
    attributes: { name, exitCode },
  },
});

const line = (text: string, at: number): StreamRow => ({
  kind: "journal-line",
  hostId: HOST,
  at,
  line: { cursor: `cursor-${at}-${text.length}`, sourceAt: at, unit: "dockerd", text },
});

let now: number;
let check: CheckReading;
let stores: IncidentStores;
let incidents: Incidents;
let told: { topic?: string; entries?: readonly TimelineEntry[] }[];
let revoked: string[];
let close: () => Promise<void>;

function start(): Incidents {
  return createIncidents({
    clock: { now: () => now },
    stores,
    publish: {
      stateChanged: (topic) => told.push({ topic }),
      entriesAdded: (_, entries) => told.push({ entries }),
    },
    shareRevoked: (id) => revoked.push(id),
    runbooks: () => [RUNBOOK],
    readCheck: (_pass: PassCondition, _host: HostId, _subject: string) => check,
    viewSymptoms: (symptoms) => symptoms.map((symptom) => ({ ...symptom, absorbs: [], chain: [] })),
    redact: (text) => ({
      text: text.replaceAll("hunter2", "[redacted]"),
      replacements: text.split("hunter2").length - 1,
    }),
    signatureOf: () => undefined,
    epoch: "e1",
    groupingMs: 0,
  });
}

beforeEach(async () => {
  now = T0 + 60_000;
  check = { outcome: "unknown", reading: "", condition: "" };
  told = [];
  revoked = [];
  const temporary = await openTemporaryStorage({ now: () => now });
  stores = temporary.storage;
  close = temporary.close;
  incidents = start();
  await incidents.start();
});

afterEach(async () => {
  await incidents.close();
  await close();
});

const cursor = { epoch: "spool", seq: 1 };
const entriesOf = (id: IncidentId) => stores.incidents.entries(id, { afterSeq: 0, limit: 500 });
const kindsOf = async (id: IncidentId) => (await entriesOf(id)).map(({ body }) => body.kind);

async function report(...changes: [Symptom, Parameters<typeof aChange>[0], number?][]): Promise<void> {
  const stored = changes.map(([symptom, kind, at]) => aChange(kind, symptom, at ?? now));
  await stores.symptoms.save(stored);
  await incidents.intake.symptomsChanged(stored);
}

async function rows(...list: StreamRow[]): Promise<void> {
  const stored = await stores.stream.append(HOST, list, cursor);
  await incidents.intake.rowsStored(stored);
}

async function openOne(): Promise<IncidentId> {
  await report([aSymptom(), "raised", T0]);
  return (await incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA })).id;
}

describe("opening", () => {
  test("an incident from a raised symptom is active, named after it, and has its first reading as detection", async () => {
    await report([aSymptom(), "raised", T0]);
    const incident = await incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    expect(incident).toMatchObject({
      id: "INC-0001",
      title: "dockerd down on web-1",
      state: "active",
      severity: "SEV2",
      openedBy: ADA.userId,
      milestones: { detected: T0 },
      proposedImpactAt: T0 - 4_000,
      hostIds: [HOST],
      symptomIds: ["sym-1"],
      runbookIds: ["daemon-down"],
    });
    expect(await stores.incidents.verify(incident.id)).toBeUndefined();
  });

  test("an incident opened late tells the fifteen minutes before, with the times of the source", async () => {
    const old = T0 - 20 * MINUTE_MS;
    await rows(
      die("api", old),
      die("api", T0 - 3_000),
      die("api", T0 - 1_000),
      line("fail 17 s", T0),
      line("fail 18 s", T0 + 1),
    );
    await report([aSymptom({ state: "seen" }), "seen", T0], [aSymptom(), "raised", T0 + 5_000]);
    const { id } = await incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    const entries = await entriesOf(id);
    const event = entries.find(({ body }) => body.kind === "docker.event");
    expect(event).toMatchObject({
      at: now,
      sourceAt: T0 - 3_000,
      body: { times: 2, lastAt: T0 - 1_000, subject: "api" },
    });
    expect(entries.filter(({ body }) => body.kind === "docker.event")).toHaveLength(1);
    expect(entries.filter(({ body }) => body.kind === "engine.line")).toHaveLength(1);
    expect(
      entries.filter(({ body }) => body.kind === "symptom.changed").map(({ sourceAt }) => sourceAt),
    ).toEqual([T0 - 4_000, T0 + 5_000]);
  });

  test("by hand it needs a title and begins in triage, detected by the person", async () => {
    await expect(incidents.commands.open({ symptomIds: [], by: ADA })).rejects.toMatchObject({
      code: "invalid-input",
    });
    const incident = await incidents.commands.open({ symptomIds: [], title: "Odd", by: ADA });
    expect(incident).toMatchObject({ state: "triage", milestones: { detected: now }, severity: "SEV3" });
    expect(incident.proposedImpactAt).toBeUndefined();
  });

  test("of two people who open the same symptom at once, one gets a conflict that names the incident", async () => {
    await report([aSymptom(), "raised", T0]);
    const input = { symptomIds: ["sym-1" as SymptomId], by: ADA };
    const results = await Promise.allSettled([
      incidents.commands.open(input),
      incidents.commands.open({ ...input, by: BOB }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "conflict",
      message: "INC-0001 is open for this already.",
    });
  });

  test("what the symptom absorbs is attached with it", async () => {
    await report(
      [aSymptom(), "raised", T0],
      [
        aSymptom({
          id: "sym-2",
          mode: "container-unhealthy",
          subject: "api",
          absorbedBy: "sym-1" as SymptomId,
        }),
        "seen",
        T0,
      ],
    );
    const incident = await incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    expect(incident.symptomIds).toEqual(["sym-1", "sym-2"]);
  });
});

describe("what people do", () => {
  test("of two people who acknowledge at once one gets conflict, and the other's name and time stand", async () => {
    const incidentId = await openOne();
    const results = await Promise.allSettled([
      incidents.commands.acknowledge({ incidentId, by: ADA }),
      incidents.commands.acknowledge({ incidentId, by: BOB }),
    ]);
    expect(results[1]).toMatchObject({
      status: "rejected",
      reason: { code: "conflict", message: "Ada took it already." },
    });
    expect(await stores.incidents.get(incidentId)).toMatchObject({
      acknowledgedBy: { name: "Ada" },
      milestones: { acknowledged: now },
      state: "active",
    });
  });

  test("resolving while a symptom is lit needs a reason, and the state a person saw has to be the state it is in", async () => {
    const incidentId = await openOne();
    const move = { incidentId, to: "resolved", from: "active", by: ADA } as const;
    await expect(incidents.commands.setState({ ...move, from: "triage" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(incidents.commands.setState(move)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("dockerd down on web-1"),
    });
    const resolved = await incidents.commands.setState({ ...move, reason: "host is retired" });
    expect(resolved).toMatchObject({ state: "resolved", milestones: { resolved: now } });
    expect(resolved.milestones.mitigated).toBeUndefined();
  });

  test("a note sent twice is one entry", async () => {
    const incidentId = await openOne();
    const note = { incidentId, markdown: "hi", visibility: "internal", clientKey: "k1", by: ADA } as const;
    const [first, second] = await Promise.all([
      incidents.commands.addNote(note),
      incidents.commands.addNote(note),
    ]);
    expect(second.seq).toBe(first.seq);
    expect((await kindsOf(incidentId)).filter((kind) => kind === "note")).toHaveLength(1);
  });

  test("pinned lines are redacted before they are stored", async () => {
    const incidentId = await openOne();
    const pinned = await incidents.commands.pinLines({
      incidentId,
      hostId: HOST,
      source: "api",
      lines: [{ at: T0, text: "password=hunter2" }],
      visibility: "shared",
      clientKey: "p",
      by: ADA,
    });
    expect(pinned.body).toMatchObject({ lines: [{ text: "password=[redacted]" }] });
  });

  test("merging brings the symptoms to the other incident", async () => {
    const other = await openOne();
    await report([aSymptom({ id: "sym-9", hostId: "db-1" }), "raised", T0]);
    const merged = await incidents.commands.open({ symptomIds: ["sym-9" as SymptomId], by: ADA });
    await incidents.commands.setState({
      incidentId: merged.id,
      from: "active",
      to: "merged",
      mergedInto: other,
      by: ADA,
    });
    expect(await stores.incidents.get(merged.id)).toMatchObject({ state: "merged", mergedInto: other });
    expect(await stores.incidents.get(other)).toMatchObject({
      symptomIds: ["sym-1", "sym-9"],
      hostIds: ["web-1", "db-1"],
    });
  });

  test("entries are stored before they are told", async () => {
    const incidentId = await openOne();
    for (const { entries } of told) {
      for (const entry of entries ?? []) {
        expect((await entriesOf(incidentId)).find(({ seq }) => seq === entry.seq)?.hash).toBe(entry.hash);
      }
    }
    expect(told.some(({ topic }) => topic === `incident:${incidentId}`)).toBe(true);
  });
});

describe("what lands by itself", () => {
  test("changes of its symptom land with their time, new evidence alone does not", async () => {
    const incidentId = await openOne();
    await report(
      [aSymptom({ state: "recovering" }), "recovering"],
      [aSymptom({ state: "recovering" }), "updated"],
    );
    const changes = (await entriesOf(incidentId)).filter(({ body }) => body.kind === "symptom.changed");
    expect(changes.map(({ body }) => body.kind === "symptom.changed" && body.change)).toEqual([
      "raised",
      "recovering",
    ]);
  });

  test("another thing on the same host is told; the same cause is attached", async () => {
    const incidentId = await openOne();
    await report([aSymptom({ id: "sym-2", mode: "disk-full-data-root", severity: "ticket" }), "seen"]);
    expect((await stores.incidents.get(incidentId))?.symptomIds).toEqual(["sym-1"]);
    await report([aSymptom({ id: "sym-3", mode: "daemon-down" }), "seen"]);
    expect((await stores.incidents.get(incidentId))?.symptomIds).toEqual(["sym-1", "sym-3"]);
  });

  test("other hosts and closed incidents are left alone", async () => {
    const incidentId = await openOne();
    const before = await kindsOf(incidentId);
    await report([aSymptom({ id: "sym-8", hostId: "db-1" }), "seen"]);
    expect(await kindsOf(incidentId)).toEqual(before);
    const by = ADA;
    await incidents.commands.setState({ incidentId, from: "active", to: "resolved", reason: "x", by });
    await incidents.commands.setState({ incidentId, from: "resolved", to: "closed", by });
    const closed = await kindsOf(incidentId);
    await report([aSymptom({ state: "cleared" }), "cleared"]);
    expect(await kindsOf(incidentId)).toEqual(closed);
  });

  test("what was stored while Foghorn was down lands at its start, once", async () => {
    const incidentId = await openOne();
    await incidents.close();
    await stores.symptoms.save([aChange("recovering", aSymptom({ state: "recovering" }), now)]);
    await stores.stream.append(HOST, [die("api", now)], cursor);
    incidents = start();
    await incidents.start();
    const once = await kindsOf(incidentId);
    expect(once.slice(-2)).toEqual(["symptom.changed", "docker.event"]);
    await incidents.close();
    incidents = start();
    await incidents.start();
    expect(await kindsOf(incidentId)).toEqual(once);
  });

  test("evidence and restarts land once", async () => {
    const incidentId = await openOne();
    const evidence = {
      id: "ev-1",
      hostId: HOST,
      subject: "api",
      title: "Last words of api",
      capturedAt: now,
      lines: [],
    };
    await stores.evidence.save(evidence);
    const restart = {
      kind: "foghorn.restarted",
      process: "gate",
      downAt: T0,
      backAt: T0 + 1,
      caughtUp: true,
    } as const;
    for (let time = 0; time < 2; time += 1) {
      await incidents.intake.evidenceCaptured(evidence);
      await incidents.intake.processRestarted(restart);
    }
    expect((await kindsOf(incidentId)).slice(-2)).toEqual(["evidence.captured", "foghorn.restarted"]);
    expect(await incidents.queries.evidence(incidentId)).toMatchObject([{ id: "ev-1", lineCount: 0 }]);
  });
});

describe("checklist", () => {
  const stepsOf = async (id: IncidentId) =>
    (await incidents.queries.detail(id))?.checklists[0]?.steps.map(({ mark }) => mark);
  async function read(outcome: CheckReading["outcome"], readAt: number): Promise<void> {
    check = { outcome, reading: outcome, condition: "answers", readAt };
    incidents.hostChanged(HOST);
    await incidents.close();
  }

  test("a check ticks itself after two readings and un-ticks itself when it fails again", async () => {
    const id = await openOne();
    await read("passing", 1);
    await read("passing", 1);
    expect(await stepsOf(id)).toEqual(["open", "open"]);
    await read("passing", 2);
    expect(await stepsOf(id)).toEqual(["passed", "open"]);
    await read("failing", 3);
    await read("passing", 4);
    await read("failing", 5);
    expect(await stepsOf(id)).toEqual(["passed", "open"]);
    await read("failing", 6);
    expect(await stepsOf(id)).toEqual(["regressed", "open"]);
    const told = (await entriesOf(id)).flatMap(({ body }) => (body.kind === "step.changed" ? [body.to] : []));
    expect(told).toEqual(["passed", "regressed"]);
  });

  test("by hand: ticks, skips with a reason, and says who was first", async () => {
    const incidentId = await openOne();
    const step = { incidentId, runbookId: "daemon-down", stepId: "tell", by: ADA } as const;
    await expect(incidents.commands.markStep({ ...step, to: "skipped" })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await incidents.commands.markStep({ ...step, to: "ticked" });
    await expect(incidents.commands.markStep({ ...step, to: "ticked", by: BOB })).rejects.toMatchObject({
      code: "conflict",
    });
    const detail = await incidents.queries.detail(incidentId);
    expect(detail?.checklists[0]?.steps[1]).toMatchObject({ mark: "ticked", by: "Ada", changedAt: now });
    expect(detail?.checklists[0]?.commands["answers"]).toEqual(["systemctl status docker # web-1"]);
  });
});

describe("shares", () => {
  test("a share shows what was shared at that moment, redacted; revoking ends it", async () => {
    const incidentId = await openOne();
    const note = { incidentId, by: ADA } as const;
    await incidents.commands.addNote({ ...note, markdown: "for us", visibility: "internal", clientKey: "1" });
    await incidents.commands.addNote({
      ...note,
      markdown: "it was hunter2",
      visibility: "shared",
      clientKey: "2",
    });
    const { share, token } = await incidents.commands.createShare({
      incidentId,
      expiresInMs: DAY_MS,
      by: ADA,
    });
    await incidents.commands.addNote({ ...note, markdown: "later", visibility: "shared", clientKey: "3" });
    expect(token).toMatch(/^[\w-]{43}$/);
    const opened = await incidents.queries.shareOfToken(token);
    expect(opened).toEqual({ shareId: share.id, expiresAt: now + DAY_MS });
    const shared = opened && (await incidents.queries.shared(opened.shareId));
    const text = JSON.stringify(shared);
    expect(text).toContain("it was [redacted]");
    expect(text).not.toMatch(/hunter2|for us|later/);
    expect(shared).toMatchObject({ hiddenCount: 1, redactionCount: 1, sharedBy: "Ada" });
    const detail = await incidents.queries.detail(incidentId);
    expect(detail?.shares).toMatchObject([{ views: 1, lastUsedAt: now }]);
    expect(JSON.stringify(detail)).not.toContain(token);
    await incidents.commands.revokeShare({ incidentId, shareId: share.id as never, by: ADA });
    expect(revoked).toEqual([share.id]);
    expect(await incidents.queries.shareOfToken(token)).toBeUndefined();
    expect(await incidents.queries.shared(share.id as never)).toBeUndefined();
  });

  test("expired and unknown are the same nothing, and no link lasts longer than 90 days", async () => {
    const incidentId = await openOne();
    const { token } = await incidents.commands.createShare({ incidentId, expiresInMs: DAY_MS, by: ADA });
    now += DAY_MS;
    expect(await incidents.queries.shareOfToken(token)).toBeUndefined();
    expect(await incidents.queries.shareOfToken("nonsense")).toBeUndefined();
    const tooLong = { incidentId, expiresInMs: 91 * DAY_MS, by: ADA };
    await expect(incidents.commands.createShare(tooLong)).rejects.toMatchObject({ code: "invalid-input" });
  });
});

test("a reader resumes after an entry, and not in another numbering", async () => {
  const id = await openOne();
  const all = await incidents.queries.entries(id, { tail: 100 });
  expect(all?.seq).toBe(all?.rows.at(-1)?.seq);
  const rest = await incidents.queries.entriesAfter(id, { epoch: "e1", seq: 2 }, 100);
  expect(rest?.rows[0]?.seq).toBe(3);
  expect(await incidents.queries.entriesAfter(id, { epoch: "e2", seq: 2 }, 100)).toBeUndefined();
  expect(await incidents.queries.entriesAfter(id, { epoch: "e1", seq: 9_999 }, 100)).toBeUndefined();
  expect(await incidents.queries.entries("INC-0099" as IncidentId, { tail: 1 })).toBeUndefined();
});

test("the postmortem of a short incident says what is unknown and holds no secret", async () => {
  const incidentId = await openOne();
  await incidents.commands.addNote({
    incidentId,
    markdown: "was hunter2",
    visibility: "internal",
    clientKey: "n",
    by: ADA,
  });
  const written = await incidents.queries.postmortem(incidentId);
  expect(written).toMatchObject({ fileName: "INC-0001-postmortem.md", redactions: 1 });
  expect(written?.markdown).toContain("| Time to mitigate (TTM) | unknown |");
  expect(written?.markdown).not.toContain("hunter2");
});
