import { afterEach, beforeEach, expect, test } from "vitest";
import type { SymptomId } from "../../domain/ids.ts";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { HOUR_MS } from "../../domain/time.ts";
import { ADA, createWorld, TEMPLATE, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test("a room names earlier incidents with the same cause: what fixed it and how long it took; not itself, not what is open", async () => {
  const first = await world.openOne();
  await world.report([aSymptom({ state: "cleared", clearedAt: T0 + 60_000 }), "cleared"]);
  const { setState, open } = world.incidents.commands;
  world.now = T0 + 5 * 60_000;
  await setState({
    incidentId: first,
    from: "triage",
    to: "resolved",
    reason: "dockerd was started",
    by: ADA,
  });
  world.now += 2 * HOUR_MS;
  await world.report([aSymptom({ id: "sym-2", seenAt: world.now }), "raised"]);
  const second = await open({ symptomIds: ["sym-2" as SymptomId], by: ADA });
  await world.report([aSymptom({ id: "sym-3", hostId: "db-1", seenAt: world.now }), "raised"]);
  await open({ symptomIds: ["sym-3" as SymptomId], by: ADA });
  const detail = await world.incidents.queries.detail(second.id);
  expect(detail?.seenBefore).toEqual([
    {
      id: first,
      title: "dockerd down on web-1",
      hostIds: ["web-1"],
      beganAt: T0,
      near: "thing",
      took: { ms: 5 * 60_000, from: "detection", to: "resolved" },
      fixed: { text: "dockerd was started", by: "Ada" },
    },
  ]);
});

test("an action that nobody did is named in the room of the incident that came of it, by its owner, and without its secrets", async () => {
  const first = await world.openOne();
  const { begin, addFollowUp, changeFollowUp } = world.incidents.postmortems.commands;
  await begin({ incidentId: first, templateId: TEMPLATE.id, by: ADA });
  const { id } = await addFollowUp({
    incidentId: first,
    text: "Mount it soft, as hunter2 says",
    kind: "prevent",
    by: ADA,
  });
  await changeFollowUp({ incidentId: first, followUpId: id, owner: ADA, dueOn: "2027-01-20", by: ADA });
  await world.report([aSymptom({ state: "cleared", clearedAt: T0 + 60_000 }), "cleared"]);
  const { setState, open } = world.incidents.commands;
  await setState({ incidentId: first, from: "triage", to: "resolved", reason: "it runs", by: ADA });
  world.now += 2 * HOUR_MS;
  await world.report([aSymptom({ id: "sym-2", seenAt: world.now }), "raised"]);
  const second = await open({ symptomIds: ["sym-2" as SymptomId], by: ADA });
  const detail = await world.incidents.queries.detail(second.id);
  expect(detail?.seenBefore).toMatchObject([
    {
      id: first,
      openActions: [
        { text: "Mount it soft, as [redacted] says", owner: { name: "Ada" }, dueOn: "2027-01-20" },
      ],
    },
  ]);
});
