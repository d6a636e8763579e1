import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SymptomId } from "../../domain/ids.ts";
import { aChange, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { die, HOST } from "../testing/rows.ts";
import { ADA, createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("what lands by itself", () => {
  test("changes of its symptom land with their time, new evidence alone does not", async () => {
    const incidentId = await world.openOne();
    await world.report(
      [aSymptom({ state: "recovering" }), "recovering"],
      [aSymptom({ state: "recovering" }), "updated"],
    );
    const changes = (await world.entriesOf(incidentId)).filter(({ body }) => body.kind === "symptom.changed");
    expect(changes.map(({ body }) => body.kind === "symptom.changed" && body.change)).toEqual([
      "raised",
      "recovering",
    ]);
  });

  test("another thing on the same host is told; the same cause is attached", async () => {
    const incidentId = await world.openOne();
    await world.report([aSymptom({ id: "sym-2", mode: "disk-full-data-root", severity: "ticket" }), "seen"]);
    expect((await world.stores.incidents.get(incidentId))?.symptomIds).toEqual(["sym-1"]);
    await world.report([aSymptom({ id: "sym-3", mode: "daemon-down" }), "seen"]);
    expect((await world.stores.incidents.get(incidentId))?.symptomIds).toEqual(["sym-1", "sym-3"]);
  });

  test("deaths with a start between them are two entries, so that the order is kept", async () => {
    const incidentId = await world.openOne();
    const death = die("api", world.now);
    if (death.kind !== "docker-event") throw new Error("not an event");
    const start = {
      ...death,
      event: { ...death.event, timeNano: `${world.now + 1}000000`, action: "start" },
    };
    await world.rows(death, start, die("api", world.now + 2), die("api", world.now + 3));
    const events = (await world.entriesOf(incidentId)).flatMap(({ body }) =>
      body.kind === "docker.event" ? [[body.action, body.times]] : [],
    );
    expect(events).toEqual([
      ["die", 1],
      ["start", 1],
      ["die", 2],
    ]);
  });

  test("equal events of one moment are one entry; those of other containers and of images are none", async () => {
    await world.report([aSymptom({ mode: "container-restart-loop", subject: "api" }), "raised", T0]);
    const { id } = await world.incidents.commands.open({ symptomIds: ["sym-1" as SymptomId], by: ADA });
    world.incidents = world.start(60_000);
    await world.incidents.start();
    const tag = die("api", world.now);
    if (tag.kind !== "docker-event") throw new Error("not an event");
    await world.rows(die("api", world.now), die("db", world.now + 1));
    await world.rows(die("api", world.now + 2), {
      ...tag,
      event: { ...tag.event, type: "image", action: "tag" },
    });
    expect(await world.kindsOf(id)).not.toContain("docker.event");
    await world.incidents.close();
    const events = (await world.entriesOf(id)).filter(({ body }) => body.kind === "docker.event");
    expect(events).toMatchObject([
      { sourceAt: world.now, body: { subject: "api", times: 2, lastAt: world.now + 2 } },
    ]);
  });

  test("a symptom of another host that a person attaches brings that host's past and present", async () => {
    const incidentId = await world.openOne();
    const other = aSymptom({ id: "sym-8", hostId: "db-1" });
    await world.report([other, "raised", T0]);
    const symptomIds = ["sym-8" as SymptomId];
    const attached = await world.incidents.commands.attachSymptoms({ incidentId, symptomIds, by: ADA });
    expect(attached.hostIds).toEqual(["web-1", "db-1"]);
    await world.report([{ ...other, state: "recovering" }, "recovering"]);
    const told = (await world.entriesOf(incidentId)).flatMap(({ body }) =>
      body.kind === "symptom.changed" && body.symptom.hostId === "db-1" ? [body.change] : [],
    );
    expect(told).toEqual(["raised", "recovering"]);
  });

  test("what another open incident holds is not attached twice", async () => {
    await world.openOne();
    const by = ADA;
    const { id: incidentId } = await world.incidents.commands.open({ symptomIds: [], title: "Other", by });
    const attach = world.incidents.commands.attachSymptoms({
      incidentId,
      symptomIds: ["sym-1" as SymptomId],
      by,
    });
    await expect(attach).rejects.toMatchObject({
      code: "conflict",
      message: "INC-0001 has this symptom. Merge the two.",
    });
  });

  test("other hosts and closed incidents are left alone", async () => {
    const incidentId = await world.openOne();
    const before = await world.kindsOf(incidentId);
    await world.report([aSymptom({ id: "sym-8", hostId: "db-1" }), "seen"]);
    expect(await world.kindsOf(incidentId)).toEqual(before);
    const by = ADA;
    await world.incidents.commands.setState({ incidentId, from: "triage", to: "resolved", reason: "x", by });
    await world.incidents.commands.setState({ incidentId, from: "resolved", to: "closed", reason: "x", by });
    const closed = await world.kindsOf(incidentId);
    await world.report([aSymptom({ state: "cleared" }), "cleared"]);
    expect(await world.kindsOf(incidentId)).toEqual(closed);
  });

  test("what was stored while Foghorn was down lands at its start, once", async () => {
    const incidentId = await world.openOne();
    await world.incidents.close();
    await world.stores.symptoms.save([aChange("recovering", aSymptom({ state: "recovering" }), world.now)]);
    await world.stores.stream.append(HOST, [die("api", world.now)], { epoch: "spool", seq: 2 });
    world.incidents = world.start();
    await world.incidents.start();
    const once = await world.kindsOf(incidentId);
    expect(once.slice(-2)).toEqual(["symptom.changed", "docker.event"]);
    await world.incidents.close();
    world.incidents = world.start();
    await world.incidents.start();
    expect(await world.kindsOf(incidentId)).toEqual(once);
  });

  test("a gap that a restart tore is told by the restart, and by itself to an incident opened later", async () => {
    const gap = { stream: "events", fromAt: T0, toAt: T0 + 1, cause: "full", isFilled: false } as const;
    const row = { kind: "gap", hostId: HOST, at: world.now } as const;
    const incidentId = await world.openOne();
    await world.rows({ ...row, gap: { ...gap, isOfRestart: true } });
    expect(await world.kindsOf(incidentId)).not.toContain("gap");
    await world.rows({ ...row, gap: { ...gap, cause: "reset" } });
    expect((await world.kindsOf(incidentId)).filter((kind) => kind === "gap")).toHaveLength(1);
    await world.report([aSymptom({ id: "sym-7", mode: "iptables-nat-wiped" }), "raised", T0]);
    const late = await world.incidents.commands.open({ symptomIds: ["sym-7" as SymptomId], by: ADA });
    expect((await world.kindsOf(late.id)).filter((kind) => kind === "gap")).toHaveLength(2);
  });

  test("evidence and restarts land once", async () => {
    const incidentId = await world.openOne();
    const evidence = {
      id: "ev-1",
      hostId: HOST,
      subject: "api",
      title: "Last words of api",
      capturedAt: world.now,
      lines: [],
    };
    await world.stores.evidence.save(evidence);
    const restart = {
      kind: "foghorn.restarted",
      process: "gate",
      downAt: T0,
      backAt: T0 + 1,
      caughtUp: true,
    } as const;
    for (let time = 0; time < 2; time += 1) {
      await world.incidents.intake.evidenceCaptured(evidence);
      await world.incidents.intake.processRestarted(restart);
    }
    expect((await world.kindsOf(incidentId)).slice(-2)).toEqual(["evidence.captured", "foghorn.restarted"]);
    expect(await world.incidents.queries.evidence(incidentId)).toMatchObject([{ id: "ev-1", lineCount: 0 }]);
  });
});
