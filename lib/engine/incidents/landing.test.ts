import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aChange, aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { ADA, createWorld, die, HOST, type World } from "./testing/world.ts";

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

  test("other hosts and closed incidents are left alone", async () => {
    const incidentId = await world.openOne();
    const before = await world.kindsOf(incidentId);
    await world.report([aSymptom({ id: "sym-8", hostId: "db-1" }), "seen"]);
    expect(await world.kindsOf(incidentId)).toEqual(before);
    const by = ADA;
    await world.incidents.commands.setState({ incidentId, from: "active", to: "resolved", reason: "x", by });
    await world.incidents.commands.setState({ incidentId, from: "resolved", to: "closed", by });
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
