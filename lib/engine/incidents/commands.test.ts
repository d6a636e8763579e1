import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SymptomId } from "../../domain/ids.ts";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { die, HOST } from "../testing/rows.ts";
import { ADA, BOB, createWorld, line, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("opening", () => {
  test("an incident from a raised symptom waits in triage, named after it, and has its first reading as detection", async () => {
    await world.report([aSymptom(), "raised", T0]);
    const incident = await world.incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    expect(incident).toMatchObject({
      id: "INC-0001",
      title: "dockerd down on web-1",
      state: "triage",
      severity: "SEV2",
      openedBy: ADA.userId,
      milestones: { detected: T0 },
      proposedImpactAt: T0 - 4_000,
      hostIds: [HOST],
      symptomIds: ["sym-1"],
      runbookIds: ["daemon-down"],
    });
    expect(await world.stores.incidents.verify(incident.id)).toBeUndefined();
  });

  test("an incident opened late tells the fifteen minutes before, with the times of the source", async () => {
    const old = T0 - 20 * MINUTE_MS;
    await world.rows(
      die("api", old),
      die("api", T0 - 3_000),
      die("api", T0 - 1_000),
      line("fail 17 s", T0),
      line("fail 18 s", T0 + 1),
    );
    await world.report([aSymptom({ state: "seen" }), "seen", T0], [aSymptom(), "raised", T0 + 5_000]);
    const { id } = await world.incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    const entries = await world.entriesOf(id);
    const event = entries.find(({ body }) => body.kind === "docker.event");
    expect(event).toMatchObject({
      at: world.now,
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
    await expect(world.incidents.commands.open({ symptomIds: [], by: ADA })).rejects.toMatchObject({
      code: "invalid-input",
    });
    const incident = await world.incidents.commands.open({ symptomIds: [], title: "Odd", by: ADA });
    expect(incident).toMatchObject({
      state: "triage",
      milestones: { detected: world.now },
      severity: "SEV3",
    });
    expect(incident.proposedImpactAt).toBeUndefined();
  });

  test("of two people who open the same symptom at once, one gets a conflict that names the incident", async () => {
    await world.report([aSymptom(), "raised", T0]);
    const input = { symptomIds: ["sym-1" as SymptomId], by: ADA };
    const results = await Promise.allSettled([
      world.incidents.commands.open(input),
      world.incidents.commands.open({ ...input, by: BOB }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "conflict",
      message: "INC-0001 is open for this already.",
    });
  });

  test("what the symptom absorbs is attached with it", async () => {
    await world.report(
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
    const incident = await world.incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    expect(incident.symptomIds).toEqual(["sym-1", "sym-2"]);
  });
});

describe("what people do", () => {
  test("of two people who acknowledge at once one gets conflict, and the other's name and time stand", async () => {
    const incidentId = await world.openOne();
    const results = await Promise.allSettled([
      world.incidents.commands.acknowledge({ incidentId, by: ADA }),
      world.incidents.commands.acknowledge({ incidentId, by: BOB }),
    ]);
    expect(results[1]).toMatchObject({
      status: "rejected",
      reason: { code: "conflict", message: "Ada took it already." },
    });
    expect(await world.stores.incidents.get(incidentId)).toMatchObject({
      acknowledgedBy: { name: "Ada" },
      milestones: { acknowledged: world.now },
      state: "active",
    });
  });

  test("acknowledging is what starts the work, and both stand on the timeline", async () => {
    const incidentId = await world.openOne();
    expect((await world.stores.incidents.get(incidentId))?.state).toBe("triage");
    await world.incidents.commands.acknowledge({ incidentId, by: ADA });
    const told = (await world.entriesOf(incidentId)).slice(-3).map(({ actor, body }) => [actor, body]);
    expect(told).toEqual([
      [ADA, expect.objectContaining({ kind: "incident.milestone", milestone: "acknowledged" })],
      [ADA, { kind: "incident.state", from: "triage", to: "active" }],
      [ADA, expect.objectContaining({ kind: "incident.role", role: "commander", how: "taken" })],
    ]);
  });

  test("what was mitigated at once and never taken is taken by whoever goes back to it", async () => {
    const incidentId = await world.openOne();
    const { setState } = world.incidents.commands;
    await setState({ incidentId, from: "triage", to: "mitigated", by: ADA });
    const back = await setState({ incidentId, from: "mitigated", to: "active", by: BOB });
    expect(back).toMatchObject({ state: "active", acknowledgedBy: { name: "Bob" } });
  });

  test("what a person says of the past stands where they said it", async () => {
    const incidentId = await world.openOne();
    const milestone = "impact-started" as const;
    await world.incidents.commands.confirmMilestone({ incidentId, milestone, milestoneAt: T0, by: ADA });
    const last = (await world.entriesOf(incidentId)).at(-1);
    expect([last?.at, last?.sourceAt]).toEqual([world.now, undefined]);
  });

  test("resolving while a symptom is lit needs a reason, and the state a person saw has to be the state it is in", async () => {
    const incidentId = await world.openOne();
    const move = { incidentId, to: "resolved", from: "triage", by: ADA } as const;
    await expect(world.incidents.commands.setState({ ...move, from: "active" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(world.incidents.commands.setState(move)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("dockerd down on web-1"),
    });
    const resolved = await world.incidents.commands.setState({ ...move, reason: "host is retired" });
    expect(resolved).toMatchObject({ state: "resolved", milestones: { resolved: world.now } });
    expect(resolved.milestones.mitigated).toBeUndefined();
  });

  test("what was over before somebody marked it has the time of the readings, and says so", async () => {
    const incidentId = await world.openOne();
    const passed = aSymptom({ state: "recovering", recoveringAt: T0 + 30_000 });
    await world.report([passed, "recovering", T0 + 30_000]);
    const { setState } = world.incidents.commands;
    const move = { incidentId, to: "mitigated", from: "triage", by: ADA } as const;
    await expect(setState({ ...move, endedAt: world.now + 60_000 })).rejects.toMatchObject({
      code: "invalid-input",
    });
    expect(await setState({ ...move, endedAt: T0 + 30_000 })).toMatchObject({
      state: "mitigated",
      milestones: { mitigated: T0 + 30_000 },
      estimates: { mitigated: { by: "Ada", basis: "readings" } },
    });
  });

  test("a milestone that never was is not applicable with a reason, but for what was recorded as it happened", async () => {
    const incidentId = await world.openOne();
    const { excludeMilestone, acknowledge } = world.incidents.commands;
    const say = { incidentId, reason: "a rehearsal", by: ADA };
    const said = await excludeMilestone({ ...say, milestone: "impact-started" });
    expect(said.notApplicable).toEqual({ "impact-started": "a rehearsal" });
    await acknowledge({ incidentId, by: ADA });
    await expect(excludeMilestone({ ...say, milestone: "acknowledged" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await world.stores.incidents.get(incidentId))?.notApplicable).toEqual(said.notApplicable);
  });

  test("of two people who change the same at once the second is told who was first", async () => {
    const incidentId = await world.openOne();
    const { setState, setSeverity } = world.incidents.commands;
    const move = { incidentId, from: "triage", to: "mitigated" } as const;
    const worse = { incidentId, from: "SEV2", reason: "the shop stands" } as const;
    const results = await Promise.allSettled([
      setState({ ...move, by: ADA }),
      setState({ ...move, by: BOB }),
      setSeverity({ ...worse, to: "SEV1", by: BOB }),
      setSeverity({ ...worse, to: "SEV3", by: ADA }),
    ]);
    expect(results.map((result) => (result.status === "rejected" ? result.reason.message : "done"))).toEqual([
      "done",
      "Ada was first: it is mitigated now.",
      "done",
      "Bob was first: it is SEV 1 now.",
    ]);
  });

  test("a note sent twice is one entry", async () => {
    const incidentId = await world.openOne();
    const note = { incidentId, markdown: "hi", visibility: "internal", clientKey: "k1", by: ADA } as const;
    const [first, second] = await Promise.all([
      world.incidents.commands.addNote(note),
      world.incidents.commands.addNote(note),
    ]);
    expect(second.seq).toBe(first.seq);
    expect((await world.kindsOf(incidentId)).filter((kind) => kind === "note")).toHaveLength(1);
  });

  test("pinned lines are redacted before they are stored", async () => {
    const incidentId = await world.openOne();
    const pinned = await world.incidents.commands.pinLines({
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
    const other = await world.openOne();
    await world.report([aSymptom({ id: "sym-9", hostId: "db-1" }), "raised", T0]);
    const merged = await world.incidents.commands.open({ symptomIds: ["sym-9" as SymptomId], by: ADA });
    await world.incidents.commands.setState({
      incidentId: merged.id,
      from: "triage",
      to: "merged",
      mergedInto: other,
      by: ADA,
    });
    expect(await world.stores.incidents.get(merged.id)).toMatchObject({ state: "merged", mergedInto: other });
    expect(await world.stores.incidents.get(other)).toMatchObject({
      symptomIds: ["sym-1", "sym-9"],
      hostIds: ["web-1", "db-1"],
    });
  });

  test("entries are stored before they are told", async () => {
    const incidentId = await world.openOne();
    for (const { entries } of world.told) {
      for (const entry of entries ?? []) {
        expect((await world.entriesOf(incidentId)).find(({ seq }) => seq === entry.seq)?.hash).toBe(
          entry.hash,
        );
      }
    }
    expect(world.told.some(({ topic }) => topic === `incident:${incidentId}`)).toBe(true);
  });
});
