import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HostId, IncidentId, SymptomId } from "../../domain/ids.ts";
import { aSymptom } from "../../domain/incidents/testing/builders.ts";
import type { CheckReading, RunbookStep } from "../../domain/runbook.ts";
import { ADA, BOB, createWorld, type World } from "../incidents/testing/world.ts";
import { HOST } from "../testing/rows.ts";

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

  test("an incident keeps its text, is offered the newer one, and loses only the marks that do not hold for it", async () => {
    const before = withSteps(
      { kind: "check", pass: { probe: "api.ping", operator: "answers" } },
      { kind: "manual" },
    );
    world.runbook = { ...before, version: "v1" };
    const incidentId = await world.openOne();
    const step = { incidentId, runbookId: before.id, to: "ticked", by: ADA } as const;
    await world.incidents.commands.markStep({ ...step, stepId: "step-1" });
    await world.incidents.commands.markStep({ ...step, stepId: "step-2" });
    const [first, second] = before.steps;
    if (first === undefined || second === undefined) throw new Error("two steps");
    const steps = [{ ...first, pass: { probe: "api.list", operator: "answers" } as const }, second];
    world.runbook = { ...before, version: "v2", steps };
    const list = async () => (await world.incidents.queries.detail(incidentId))?.checklists[0];
    expect(await list()).toMatchObject({
      runbook: { version: "v1" },
      newer: { version: "v2", differences: [expect.stringContaining("api.list when it answers")] },
    });
    const take = { incidentId, runbookId: before.id, by: BOB };
    await expect(world.incidents.commands.takeNewerRunbook({ ...take, version: "v3" })).rejects.toMatchObject(
      { code: "conflict" },
    );
    await world.incidents.commands.takeNewerRunbook({ ...take, version: "v2" });
    expect(await list()).toMatchObject({ runbook: { version: "v2" } });
    expect((await list())?.newer).toBeUndefined();
    expect(await stepsOf(incidentId)).toEqual(["open", "ticked"]);
    await expect(world.incidents.commands.takeNewerRunbook({ ...take, version: "v2" })).rejects.toMatchObject(
      { code: "conflict" },
    );
    expect((await world.entriesOf(incidentId)).at(-1)?.body).toMatchObject({
      kind: "runbook.updated",
      from: "v1",
      version: "v2",
    });
  });

  test("a reading that says the same is told again as read now, and not more often than every five seconds", async () => {
    const id = await world.openOne();
    await read("failing", 1);
    const tellings = () => world.told.filter(({ topic }) => topic === `incident:${id}`).length;
    const before = tellings();
    world.now += 2_000;
    await read("failing", 2);
    expect(tellings()).toBe(before);
    world.now += 4_000;
    await read("failing", 3);
    expect(tellings()).toBe(before + 1);
    world.now += 10_000;
    await read("failing", 3);
    expect(tellings()).toBe(before + 1);
  });

  describe("of several hosts", () => {
    const OTHER = "web-2" as HostId;
    const opened = async (id: IncidentId) =>
      (await world.incidents.queries.detail(id))?.checklists.map(({ on, steps }) => [
        on?.hostId,
        on?.subject,
        steps.map(({ mark }) => mark),
      ]);
    const twoHosts = async (): Promise<IncidentId> => {
      const second = aSymptom({ id: "sym-2" as SymptomId, hostId: OTHER });
      await world.report([aSymptom(), "raised"], [second, "raised"]);
      const symptomIds = ["sym-1", "sym-2"] as SymptomId[];
      return (await world.incidents.commands.open({ symptomIds, by: ADA })).id;
    };

    test("each host has its own checklist, with its own ticks and its own name in the commands", async () => {
      const id = await twoHosts();
      const step = {
        incidentId: id,
        runbookId: "daemon-down",
        stepId: "tell",
        to: "ticked",
        by: ADA,
      } as const;
      await world.incidents.commands.markStep({ ...step, on: { hostId: OTHER, subject: "" } });
      expect(await opened(id)).toEqual([
        [HOST, "", ["open", "open"]],
        [OTHER, "", ["open", "ticked"]],
      ]);
      const lists = (await world.incidents.queries.detail(id))?.checklists;
      expect(lists?.map(({ commands }) => commands.answers)).toEqual([
        ["systemctl status docker # web-1"],
        ["systemctl status docker # web-2"],
      ]);
      expect((await world.entriesOf(id)).at(-1)?.body).toMatchObject({ on: { hostId: OTHER, subject: "" } });
    });

    test("a check ticks the list of the host that was read and no other", async () => {
      const id = await twoHosts();
      await read("passing", 1);
      await read("passing", 2);
      expect(await opened(id)).toEqual([
        [HOST, "", ["passed", "open"]],
        [OTHER, "", ["open", "open"]],
      ]);
    });

    test("further containers of a host get theirs when somebody takes it, once", async () => {
      const api = aSymptom({ subject: "api" });
      const cache = aSymptom({ id: "sym-2" as SymptomId, subject: "cache" });
      await world.report([api, "raised"], [cache, "raised"]);
      const symptomIds = [api.id, cache.id];
      const { id } = await world.incidents.commands.open({ symptomIds, by: ADA });
      expect(await opened(id)).toEqual([[HOST, "api", ["open", "open"]]]);
      const take = { incidentId: id, runbookId: "daemon-down", symptomId: cache.id, by: ADA };
      await world.incidents.commands.useRunbook(take);
      await world.incidents.commands.useRunbook(take);
      expect((await opened(id))?.map(([, subject]) => subject)).toEqual(["api", "cache"]);
      expect((await world.kindsOf(id)).filter((kind) => kind === "runbook.opened")).toHaveLength(2);
      const stranger = { ...take, symptomId: "sym-9" as SymptomId };
      await expect(world.incidents.commands.useRunbook(stranger)).rejects.toMatchObject({
        code: "not-found",
      });
    });

    test("a storm opens four by itself, not one for each host", async () => {
      const symptoms = Array.from({ length: 9 }, (_, at) =>
        aSymptom({ id: `sym-${at}` as SymptomId, hostId: `web-${at}` as HostId }),
      );
      for (const symptom of symptoms) await world.report([symptom, "raised"]);
      const symptomIds = symptoms.map(({ id }) => id);
      const { id } = await world.incidents.commands.open({ symptomIds, by: ADA });
      expect(await opened(id)).toHaveLength(4);
    });
  });

  test("a locked step is ticked only when what unlocks it is done, or skipped with a reason", async () => {
    const list = withSteps({ kind: "manual" }, { kind: "action" });
    const [first, second] = list.steps;
    if (first === undefined || second === undefined) throw new Error("two steps");
    world.runbook = { ...list, steps: [first, { ...second, lockedBy: [first.id] }] };
    const incidentId = await world.openOne();
    const tick = { incidentId, runbookId: list.id, stepId: second.id, to: "ticked", by: ADA } as const;
    await expect(world.incidents.commands.markStep(tick)).rejects.toThrow(/locked until “Step 1” is done/);
    const detail = await world.incidents.queries.detail(incidentId);
    expect(detail?.checklists[0]?.steps[1]).toMatchObject({ lockedBy: ["step-1"] });
    await world.incidents.commands.markStep({ ...tick, stepId: first.id, to: "skipped", reason: "not here" });
    await world.incidents.commands.markStep(tick);
    expect(await stepsOf(incidentId)).toEqual(["skipped", "ticked"]);
  });

  test("a question is answered by its reading, else by a person, and leads to the runbook named", async () => {
    const list = withSteps(
      { kind: "check", pass: { probe: "api.ping", operator: "answers" } },
      { kind: "manual" },
    );
    const [first, second] = list.steps;
    if (first === undefined || second === undefined) throw new Error("two steps");
    world.runbook = { ...list, steps: [{ ...first, no: { kind: "runbook", runbookId: list.id } }, second] };
    const incidentId = await world.openOne();
    const view = async () => (await world.incidents.queries.detail(incidentId))?.checklists[0];
    world.check = { outcome: "failing", reading: "no answer", condition: "", readAt: 1 };
    expect(await view()).toMatchObject({
      leadsTo: { runbookId: list.id, isOpen: true },
      steps: [{ mark: "answered", answer: "no" }, { mark: "not-needed" }],
    });
    world.check = { outcome: "unknown", reading: "", condition: "" };
    expect((await view())?.leadsTo).toBeUndefined();
    const tick = { incidentId, runbookId: list.id, stepId: "step-1", to: "ticked", by: ADA } as const;
    await world.incidents.commands.markStep({ ...tick, answer: "no" });
    expect(await view()).toMatchObject({ leadsTo: { runbookId: list.id } });
    await world.incidents.commands.markStep({ ...tick, answer: "yes" });
    expect((await view())?.currentStepId).toBe("step-2");
  });
});
