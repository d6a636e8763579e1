import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionTarget } from "../../domain/action.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { T0 } from "../../domain/incidents/testing/builders.ts";
import { GateRefusal } from "../../gate-client/refusal.ts";
import { ADA, BOB, createWorld, type World } from "../incidents/testing/world.ts";
import { HOST } from "../testing/rows.ts";

const TARGET: ActionTarget = { id: "ab".repeat(32), name: "api-1", image: "shop:1", startedAt: T0 };
const RESTART = { verb: "container.restart", needsSecond: false } as const;

let world: World;
let incidentId: IncidentId;
let asked: {
  readonly key: string;
  readonly by: string;
  readonly agreedBy?: string;
  readonly stored: number;
}[];

beforeEach(async () => {
  world = await createWorld();
  incidentId = await world.openOne();
  world.allowed = [RESTART];
  asked = [];
  world.act = async ({ id }, who) => {
    asked.push({ key: id, ...who, stored: (await ofKind("action.begun")).length });
    return { outcome: "done", text: "Docker answered 204", durationMs: 5 };
  };
});
afterEach(() => world.close());

const ofKind = async (kind: string) =>
  (await world.entriesOf(incidentId)).filter(({ body }) => body.kind === kind);
const lastAction = async () => (await world.incidents.queries.detail(incidentId))?.actions?.at(-1);
const ended = () => expect.poll(async () => (await ofKind("action.ended")).length).toBe(1);
const run = (more: Partial<Parameters<World["incidents"]["commands"]["runAction"]>[0]> = {}) =>
  world.incidents.commands.runAction({
    incidentId,
    actionId: "action-0001",
    hostId: HOST,
    verb: "container.restart",
    target: TARGET,
    typedHost: HOST,
    by: ADA,
    ...more,
  });

describe("a guarded action", () => {
  test("is stored before the gate is asked, and its end is an entry", async () => {
    await run();
    await ended();
    expect(asked).toEqual([{ key: "action-0001", by: "Ada", stored: 1 }]);
    expect(await lastAction()).toMatchObject({
      state: "done",
      by: { name: "Ada" },
      text: "Docker answered 204",
    });
    expect((await ofKind("action.begun"))[0]).toMatchObject({
      actor: { name: "Ada" },
      visibility: "internal",
    });
  });

  test("that is sent twice is asked of the gate once", async () => {
    await Promise.all([run(), run()]);
    await ended();
    await run();
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["another name is typed", { typedHost: "web-2" }, "invalid-input"],
    [
      "the host is of no symptom here",
      { hostId: "web-2" as typeof HOST, typedHost: "web-2" },
      "invalid-input",
    ],
    ["the verb is not listed", { verb: "container.kill" as const }, "forbidden"],
    ["no container is named", { target: undefined as never }, "invalid-input"],
  ])("is refused when %s, and nothing is stored or asked", async (_name, more, code) => {
    await expect(run(more)).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
    expect(await ofKind("action.begun")).toEqual([]);
  });

  test.each([
    [new GateRefusal("unknown-container", "api-1 is gone"), "refused"],
    [new GateRefusal("busy", "another action runs"), "refused"],
    [new GateRefusal("internal", "it broke"), "unknown"],
    [Object.assign(new Error("the gate does not answer"), { code: "gate-down" }), "unknown"],
  ])("that ends with %s is told as %s", async (error, state) => {
    world.act = () => Promise.reject(error);
    await run();
    await ended();
    expect(await lastAction()).toMatchObject({ state, text: error.message });
  });

  test("without an end at a crash is unknown, is never asked again, and a person says what became of it", async () => {
    world.act = () => new Promise(() => undefined);
    await run();
    await expect.poll(async () => (await ofKind("action.begun")).length).toBe(1);
    world.act = () => Promise.reject(new Error("asked again"));
    world.incidents = world.start();
    await world.incidents.start();
    expect(await lastAction()).toMatchObject({ state: "unknown" });
    await run();
    expect(await lastAction()).toMatchObject({ state: "unknown" });
    const settle = { incidentId, actionId: "action-0001", happened: true };
    await world.incidents.commands.settleAction({ ...settle, by: BOB });
    expect(await lastAction()).toMatchObject({ state: "unknown", happened: true });
    await expect(world.incidents.commands.settleAction({ ...settle, by: ADA })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("ticks its step when it was done, and keeps a dump as evidence", async () => {
    world.allowed = [{ verb: "engine.dump", needsSecond: false }];
    world.act = async () => ({
      outcome: "done",
      text: "/run/docker/x.log",
      durationMs: 5,
      dump: "goroutine 1\nmain",
    });
    const step = { runbookId: "daemon-down", stepId: "tell", title: "Tell people" };
    const { target: _, ...engine } = { target: TARGET, verb: "engine.dump" as const, step };
    await world.incidents.commands.runAction({
      incidentId,
      actionId: "action-0002",
      hostId: HOST,
      typedHost: HOST,
      by: ADA,
      ...engine,
    });
    await ended();
    expect((await ofKind("evidence.captured"))[0]?.body).toMatchObject({
      title: "Goroutine dump",
      lineCount: 2,
    });
    expect((await ofKind("step.changed"))[0]?.body).toMatchObject({ stepId: "tell", to: "ticked" });
  });
});

describe("where a second person is needed", () => {
  const about = () => ({ incidentId, actionId: "action-0001" });
  const agree = (by = BOB, typedHost: string = HOST) =>
    world.incidents.commands.agreeAction({ ...about(), typedHost, by });
  beforeEach(async () => {
    world.allowed = [{ ...RESTART, needsSecond: true }];
    await run();
  });

  test("nothing runs until another person types the name as well", async () => {
    expect(asked).toEqual([]);
    await expect(agree(ADA)).rejects.toMatchObject({ code: "forbidden" });
    await expect(agree(BOB, "web")).rejects.toMatchObject({ code: "invalid-input" });
    await agree();
    await ended();
    expect(asked).toMatchObject([{ by: "Ada", agreedBy: "Bob" }]);
    expect(await lastAction()).toMatchObject({ by: { name: "Ada" }, agreedBy: "Bob", state: "done" });
    await expect(agree()).rejects.toMatchObject({ code: "conflict" });
  });

  test("the request ends by itself after ten minutes", async () => {
    world.now += 600_000;
    await expect(agree()).rejects.toMatchObject({ code: "conflict" });
    expect(asked).toEqual([]);
  });

  test("what was taken back cannot be agreed to", async () => {
    await world.incidents.commands.withdrawAction({ ...about(), by: ADA });
    await expect(agree()).rejects.toMatchObject({ code: "conflict" });
    expect(await lastAction()).toMatchObject({ state: "withdrawn" });
  });
});
