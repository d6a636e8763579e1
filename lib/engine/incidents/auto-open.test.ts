import { afterEach, beforeEach, expect, test } from "vitest";
import type { SymptomId } from "../../domain/ids.ts";
import { aSymptom } from "../../domain/incidents/testing/builders.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  world.settings = { ...world.settings, opensForPages: true };
});
afterEach(() => world.close());

const all = async () => (await world.stores.incidents.list({ limit: 10 })).toReversed();

test("nothing opens by itself until an admin says so", async () => {
  world.settings = { ...world.settings, opensForPages: false };
  await world.report([aSymptom(), "raised"]);
  expect(await all()).toEqual([]);
});

test("a page opens an incident by Foghorn, once, and waits in triage for somebody", async () => {
  await world.report([aSymptom(), "raised"]);
  await world.report([aSymptom({ state: "recovering" }), "recovering"], [aSymptom(), "relapsed"]);
  const [incident, ...more] = await all();
  expect(more).toEqual([]);
  expect(incident).toMatchObject({ state: "triage", title: "dockerd down on web-1", symptomIds: ["sym-1"] });
  expect(incident?.openedBy).toBeUndefined();
  const [opened] = await world.entriesOf(incident?.id ?? ("" as never));
  expect(opened?.actor).toEqual({ kind: "foghorn" });
});

test("never for a ticket, for what is only seen, for what is muted and for what something else explains", async () => {
  world.muted.add("muted");
  await world.report(
    [aSymptom({ id: "ticket", severity: "ticket" }), "raised"],
    [aSymptom({ id: "seen", subject: "b", state: "seen" }), "seen"],
    [aSymptom({ id: "muted", subject: "c" }), "raised"],
    [aSymptom({ id: "effect", subject: "d", absorbedBy: "other" as SymptomId }), "raised"],
  );
  expect(await all()).toEqual([]);
});

test("the same fault on other hosts within five minutes is one incident; later it is another", async () => {
  const on = (hostId: string, sinceAt: number) => aSymptom({ id: `on-${hostId}`, hostId, sinceAt });
  const at = world.now;
  await world.report([on("web-1", at), "raised"], [on("web-2", at + MINUTE_MS), "raised"]);
  await world.report([on("web-9", at + 7 * MINUTE_MS), "raised"]);
  const [storm, later] = await all();
  expect(storm?.hostIds).toEqual(["web-1", "web-2"]);
  expect(storm?.attachedBy["on-web-2" as SymptomId]).toMatchObject({
    rule: "alike",
    of: { hostId: "web-1" },
  });
  expect(later?.hostIds).toEqual(["web-9"]);
});
