import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionTarget } from "../../domain/action.ts";
import type { ContainerId } from "../../domain/ids.ts";
import { T0 } from "../../domain/incidents/testing/builders.ts";
import type { InspectReading } from "../../domain/readings.ts";
import { anInspectReading } from "../../domain/testing/builders.ts";
import { GateRefusal } from "../../gate-client/refusal.ts";
import { ADA, createWorld, type World } from "../incidents/testing/world.ts";
import { HOST } from "../testing/rows.ts";

const ID = "ab".repeat(32) as ContainerId;
const SEEN: ActionTarget = { id: ID, name: "api-1", image: "shop:1", startedAt: T0, state: "running" };

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.allowed = [{ verb: "container.stop", needsSecond: false }];
});
afterEach(() => world.close());

const plan = (more: Partial<Parameters<World["incidents"]["commands"]["planAction"]>[0]> = {}) =>
  world.incidents.commands.planAction({ hostId: HOST, verb: "container.stop", ...more });
const nowIt = (changed: Partial<InspectReading>) => {
  const reading = anInspectReading(1, { ...SEEN, id: ID, state: "running", startedAt: T0, ...changed });
  world.inspect = async () => ({ ok: true, durationMs: 23.6, reading });
};

describe("the plan of an action", () => {
  test("names what it would act on as the daemon tells of it now, and how to take it back", async () => {
    nowIt({});
    expect(await plan({ container: "api-1" })).toMatchObject({
      target: SEEN,
      checked: { at: world.now, tookMs: 24 },
      undo: "docker start abababababab",
      inverse: { verb: "container.start", isAllowed: false },
    });
  });

  test("made again says nothing while it is the same", async () => {
    nowIt({});
    expect((await plan({ seen: SEEN })).checked).toEqual({ at: world.now, tookMs: 24 });
  });

  test.each<[string, Partial<InspectReading>, string]>([
    ["was started again", { startedAt: T0 + 1 }, "api-1 was started again since somebody decided this"],
    ["has another name", { name: "api-old" }, "the container is called api-old by now, not api-1"],
    ["runs no more", { state: "exited" }, "api-1 is exited by now, it was running"],
  ])("made again says that the container %s", async (_name, changed, words) => {
    nowIt(changed);
    expect((await plan({ seen: SEEN })).checked.change).toBe(words);
  });

  const GONE = { ok: false, durationMs: 1, failure: "http-status", status: 404, message: "none" } as const;
  test.each<[string, () => ReturnType<World["inspect"]>]>([
    ["the daemon", async () => GONE],
    ["the gate", () => Promise.reject(new GateRefusal("unknown-container", "no such container"))],
  ])(
    "made again says that the container is gone for %s, and which has its name by now",
    async (_name, told) => {
      world.inspect = told;
      const newId = "cd".repeat(32) as ContainerId;
      world.listed = [{ id: newId, name: "api-1" }];
      const { checked, target } = await plan({ seen: SEEN });
      expect(checked).toMatchObject({ change: expect.stringMatching(/^api-1 is gone/), replacedBy: newId });
      expect(target).toEqual(SEEN);
    },
  );

  test("is refused while the daemon does not tell of the container", async () => {
    world.inspect = async () => ({ ok: false, durationMs: 1, failure: "timeout", message: "no answer" });
    await expect(plan({ seen: SEEN })).rejects.toMatchObject({ code: "host-unreadable" });
  });

  test("says what the host is busy with", async () => {
    nowIt({});
    const incidentId = await world.openOne();
    world.act = () => new Promise(() => undefined);
    const action = { incidentId, actionId: "action-0001", hostId: HOST, verb: "container.stop" } as const;
    await world.incidents.commands.runAction({ ...action, target: SEEN, typedHost: HOST, by: ADA });
    expect((await plan({ seen: SEEN })).checked.busyWith).toBe(
      `Stop container api-1 on ${HOST}, ${incidentId}`,
    );
  });
});

test("an incident opened by hand for a host tells of an action on it, also when it is read anew", async () => {
  const opened = await world.incidents.commands.open({
    symptomIds: [],
    hostIds: [HOST],
    title: "Stop api-1",
    by: ADA,
  });
  expect(opened.hostIds).toEqual([HOST]);
  expect((await world.stores.incidents.get(opened.id))?.hostIds).toEqual([HOST]);
  const of = { incidentId: opened.id, actionId: "action-0001", hostId: HOST, typedHost: HOST, by: ADA };
  await world.incidents.commands.runAction({ ...of, verb: "container.stop", target: SEEN });
  await expect.poll(() => world.kindsOf(opened.id)).toContain("action.ended");
});
