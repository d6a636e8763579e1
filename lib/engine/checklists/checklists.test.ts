import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncidentId } from "../../domain/ids.ts";
import type { CheckReading } from "../../domain/runbook.ts";
import { ADA, BOB, createWorld, HOST, type World } from "../incidents/testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("checklist", () => {
  const stepsOf = async (id: IncidentId) =>
    (await world.incidents.queries.detail(id))?.checklists[0]?.steps.map(({ mark }) => mark);
  async function read(outcome: CheckReading["outcome"], readAt: number): Promise<void> {
    world.check = { outcome, reading: outcome, condition: "answers", readAt };
    world.incidents.hostChanged(HOST);
    await world.incidents.close();
  }

  test("a check ticks itself after two readings and un-ticks itself when it fails again", async () => {
    const id = await world.openOne();
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
    const marks = (await world.entriesOf(id)).flatMap(({ body }) =>
      body.kind === "step.changed" ? [body.to] : [],
    );
    expect(marks).toEqual(["passed", "regressed"]);
  });

  test("by hand: ticks, skips with a reason, and says who was first", async () => {
    const incidentId = await world.openOne();
    const step = { incidentId, runbookId: "daemon-down", stepId: "tell", by: ADA } as const;
    await expect(world.incidents.commands.markStep({ ...step, to: "skipped" })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await world.incidents.commands.markStep({ ...step, to: "ticked" });
    await expect(world.incidents.commands.markStep({ ...step, to: "ticked", by: BOB })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
    const detail = await world.incidents.queries.detail(incidentId);
    expect(detail?.checklists[0]?.steps[1]).toMatchObject({
      mark: "ticked",
      by: "Ada",
      changedAt: world.now,
    });
    expect(detail?.checklists[0]?.commands.answers).toEqual(["systemctl status docker # web-1"]);
  });
});
