import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncidentId, SymptomId } from "../../domain/ids.ts";
import { aSymptom } from "../../domain/incidents/testing/builders.ts";
import type { CheckReading, RunbookStep } from "../../domain/runbook.ts";
import { ADA, BOB, createWorld, HOST, type World } from "../incidents/testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("checklist", () => {
  const stepsOf = async (id: IncidentId) =>
    (await world.incidents.queries.detail(id))?.checklists[0]?.steps.map(({ mark }) => mark);
  const withSteps = (...steps: readonly Pick<RunbookStep, "kind" | "pass" | "confirm">[]) => ({
    ...world.runbook,
    steps: steps.map((step, index) => ({
      id: `step-${index + 1}`,
      title: `Step ${index + 1}`,
      text: "",
      commands: [],
      ...step,
    })),
  });
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

  test("a fault that was confirmed stays so when it heals, and keeps the reading that confirmed it", async () => {
    world.runbook = withSteps(
      { kind: "check", confirm: { probe: "api.ping", operator: "no-answer" } },
      { kind: "manual" },
    );
    const id = await world.openOne();
    await read("unknown", 1);
    await read("passing", 2);
    const [first] = (await world.incidents.queries.detail(id))?.checklists ?? [];
    // Recorded only by the second reading, but nobody is told to confirm what is there already.
    expect(first?.steps.map(({ mark }) => mark)).toEqual(["open", "open"]);
    expect(first?.currentStepId).toBe("step-2");
    expect((await world.incidents.queries.postmortem(id))?.markdown).toContain("Stands at step 2 of 2");
    await read("passing", 3);
    expect(await stepsOf(id)).toEqual(["confirmed", "open"]);
    await read("failing", 4);
    await read("failing", 5);
    const [list] = (await world.incidents.queries.detail(id))?.checklists ?? [];
    expect(list?.steps[0]).toMatchObject({ mark: "confirmed", reading: "passing" });
    expect(list?.steps[0]?.check).toBeUndefined();
    expect(list?.currentStepId).toBe("step-2");
    expect((await world.entriesOf(id)).at(-1)?.body).toMatchObject({ kind: "step.changed", to: "confirmed" });
  });

  test("verification ticks itself only once the symptom passes again, and is then where people stand", async () => {
    world.runbook = withSteps(
      { kind: "manual" },
      { kind: "verify", pass: { probe: "api.ping", operator: "answers" } },
    );
    const id = await world.openOne();
    const standsAt = async () => (await world.incidents.queries.detail(id))?.checklists[0]?.currentStepId;
    await read("passing", 1);
    await read("passing", 2);
    expect(await stepsOf(id)).toEqual(["open", "open"]);
    expect(await standsAt()).toBe("step-1");
    await world.report([aSymptom({ state: "recovering" }), "recovering"]);
    expect(await standsAt()).toBe("step-2");
    await read("passing", 3);
    await read("passing", 4);
    expect(await stepsOf(id)).toEqual(["open", "passed"]);
    expect(await standsAt()).toBeUndefined();
  });

  test("other screens read the same checklist from memory, also after a restart", async () => {
    const id = await world.openOne();
    const { queries, commands } = world.incidents;
    await commands.markStep({
      incidentId: id,
      runbookId: "daemon-down",
      stepId: "answers",
      to: "ticked",
      by: ADA,
    });
    await world.incidents.close();
    expect(queries.checklistOfSymptom(aSymptom())?.steps).toMatchObject([
      { stepId: "answers", mark: "ticked" },
    ]);
    const again = world.start();
    await again.start();
    expect(again.queries.checklistOfSymptom(aSymptom())?.steps).toMatchObject([{ mark: "ticked" }]);
    expect(again.queries.checklistOfSymptom(aSymptom({ id: "other" as SymptomId }))).toBeUndefined();
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

  test("a tick by hand keeps what the failing check read, and the export says both", async () => {
    const incidentId = await world.openOne();
    await read("failing", 1);
    const tick = { incidentId, runbookId: "daemon-down", stepId: "answers", by: ADA } as const;
    await world.incidents.commands.markStep({ ...tick, to: "ticked" });
    expect((await world.entriesOf(incidentId)).at(-1)?.body).toMatchObject({
      to: "ticked",
      reading: "failing",
    });
    const markdown = async () => (await world.incidents.queries.postmortem(incidentId))?.markdown;
    expect(await markdown()).toContain("| ticked, but the check fails | Ada |");
    await read("passing", 2);
    expect(await markdown()).toContain("| ticked | Ada |");
  });
});
