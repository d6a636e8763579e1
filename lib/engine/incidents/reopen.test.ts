import { expect, test } from "vitest";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { incidentId, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA } from "./testing/world.ts";

withOneIncident();

const incident = () => world.stores.incidents.get(incidentId);
async function passAndResolve(): Promise<void> {
  const { acknowledge, setState } = world.incidents.commands;
  await acknowledge({ incidentId, by: ADA });
  await world.report([aSymptom({ state: "cleared", clearedAt: world.now }), "cleared"]);
  await setState({ incidentId, from: "active", to: "resolved", by: ADA });
}
const comeBack = (id = "sym-2") => {
  const back = aSymptom({ id, seenAt: world.now });
  return world.report([{ ...back, state: "seen" }, "seen"], [back, "raised"]);
};

test("the same cause within the time opens it again with its history, and the entry says why", async () => {
  await passAndResolve();
  const resolvedAt = world.now;
  world.now += 12 * MINUTE_MS;
  await comeBack();
  expect(await incident()).toMatchObject({
    state: "active",
    reopenedAt: [world.now],
    symptomIds: ["sym-1", "sym-2"],
    acknowledgedBy: { name: "Ada" },
  });
  expect((await incident())?.milestones.resolved).toBeUndefined();
  const entries = await world.entriesOf(incidentId);
  expect(entries.map(({ body }) => body)).toContainEqual({
    kind: "incident.state",
    from: "resolved",
    to: "active",
    isReopened: true,
    reason: "back 12 min 00 s after it was resolved: dockerd down on web-1",
  });
  // What was resolved before stands there still.
  expect(
    entries.some(
      ({ body, at }) => body.kind === "incident.state" && body.to === "resolved" && at === resolvedAt,
    ),
  ).toBe(true);
  expect((await world.stores.incidents.list({ limit: 5 })).length).toBe(1);
});

test("after the time, and where nothing opens again, it stays resolved", async () => {
  await passAndResolve();
  world.now += 31 * MINUTE_MS;
  await comeBack();
  expect((await incident())?.state).toBe("resolved");
  world.settings = { ...world.settings, reopenWithinMs: 0 };
  world.now -= 30 * MINUTE_MS;
  await comeBack("sym-3");
  expect((await incident())?.state).toBe("resolved");
});

test("a longer time is kept, also past the hour in which a resolved one hears of its own symptoms", async () => {
  world.settings = { ...world.settings, reopenWithinMs: 4 * HOUR_MS };
  await passAndResolve();
  world.now += 3 * HOUR_MS;
  await comeBack();
  expect((await incident())?.state).toBe("active");
});

test("closed is not silent either while a symptom is lit, and stays closed when it comes back", async () => {
  const { setState } = world.incidents.commands;
  const move = { incidentId, by: ADA } as const;
  await setState({ ...move, from: "triage", to: "resolved", reason: "host is retired" });
  await expect(setState({ ...move, from: "resolved", to: "closed" })).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringContaining("dockerd down on web-1"),
  });
  await setState({ ...move, from: "resolved", to: "closed", reason: "host is retired" });
  await world.report([aSymptom({ state: "raised" }), "relapsed"]);
  expect((await incident())?.state).toBe("closed");
});

test("of what nobody had taken the way leads back to triage", async () => {
  const { setState } = world.incidents.commands;
  await world.report([aSymptom({ state: "recovering", recoveringAt: T0 }), "recovering"]);
  await setState({ incidentId, from: "triage", to: "resolved", by: ADA });
  world.now += MINUTE_MS;
  await world.report([aSymptom({ state: "raised" }), "relapsed"]);
  expect(await incident()).toMatchObject({ state: "triage", reopenedAt: [world.now] });
});
