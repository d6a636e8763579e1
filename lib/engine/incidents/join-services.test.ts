import { afterEach, beforeEach, expect, test } from "vitest";
import type { SymptomId } from "../../domain/ids.ts";
import { attachWords } from "../../domain/incidents/attach-words.ts";
import { aSymptom } from "../../domain/incidents/testing/builders.ts";
import { ADA, createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  world.settings = { ...world.settings, joinsServices: true };
  for (const name of ["api-1", "api-2", "api-3"]) world.services.set(name, "shop/api");
  world.services.set("db-1", "shop/db");
});
afterEach(() => world.close());

const on = (hostId: string, subject: string, more: Parameters<typeof aSymptom>[0] = {}) =>
  aSymptom({ id: `on-${hostId}-${subject}`, hostId, subject, mode: "container-unhealthy", ...more });
const all = async () => (await world.stores.incidents.list({ limit: 10 })).toReversed();

async function openFirst() {
  const first = on("web-1", "api-1");
  await world.report([first, "raised"]);
  return world.incidents.commands.open({ symptomIds: [first.id], by: ADA });
}

test("the same service on another host goes to the incident that works on it, and says by which rule", async () => {
  await openFirst();
  await world.report([on("web-2", "api-2", { mode: "container-oom-killed", title: "killed" }), "raised"]);
  const [incident, ...more] = await all();
  expect(more).toEqual([]);
  expect(incident?.hostIds).toEqual(["web-1", "web-2"]);
  const because = incident?.attachedBy["on-web-2-api-2" as SymptomId];
  expect(because).toMatchObject({ rule: "service-elsewhere", of: { hostId: "web-1" }, service: "shop/api" });
  expect(because && attachWords(because)).toMatch(
    /^same compose service shop\/api on another host as .+ on web-1$/,
  );
});

test("what was raised before somebody opened the incident joins it as well", async () => {
  const later = on("web-2", "api-2");
  await world.report(
    [later, "raised"],
    [on("web-3", "db-1"), "raised"],
    [on("web-3", "api-3", { state: "seen" }), "seen"],
  );
  const { hostIds, symptomIds } = await openFirst();
  expect(hostIds).toEqual(["web-1", "web-2"]);
  expect(symptomIds).toEqual(["on-web-1-api-1", later.id]);
});

test("what was raised before a page opened one by itself joins it as well", async () => {
  const ticket = on("web-2", "api-2", { severity: "ticket" });
  await world.report([ticket, "raised"]);
  world.settings = { ...world.settings, opensForPages: true };
  await world.report([on("web-1", "api-1"), "raised"]);
  const [incident, ...more] = await all();
  expect(more).toEqual([]);
  expect(incident?.symptomIds).toEqual(["on-web-1-api-1", ticket.id]);
});

test("what a person took away from one incident joins no other by itself when that is opened", async () => {
  const first = await openFirst();
  const second = on("web-2", "api-2");
  await world.report([second, "raised"]);
  const taken = { incidentId: first.id, symptomIds: [second.id], reason: "another stack", by: ADA };
  await world.incidents.commands.detachSymptoms(taken);
  const third = on("web-3", "api-3", { id: "third" });
  world.settings = { ...world.settings, joinsServices: false };
  await world.report([third, "raised"]);
  world.settings = { ...world.settings, joinsServices: true };
  const { symptomIds } = await world.incidents.commands.open({ symptomIds: [third.id], by: ADA });
  expect(symptomIds).toEqual([third.id]);
});

test.each<[string, () => void, ReturnType<typeof on>]>([
  [
    "the rule is off",
    () => {
      world.settings = { ...world.settings, joinsServices: false };
    },
    on("web-2", "api-2"),
  ],
  ["it is another service", () => undefined, on("web-2", "db-1")],
  ["it is of no service", () => undefined, on("web-2", "lonely")],
  ["it is muted", () => world.muted.add("on-web-2-api-2"), on("web-2", "api-2")],
  ["something else explains it", () => undefined, on("web-2", "api-2", { absorbedBy: "other" as SymptomId })],
])("nothing joins while %s", async (_name, prepare, symptom) => {
  const { id } = await openFirst();
  prepare();
  await world.report([symptom, "raised"]);
  expect((await world.stores.incidents.get(id))?.hostIds).toEqual(["web-1"]);
});

test("what a person took away is not brought back", async () => {
  const { id } = await openFirst();
  const second = on("web-2", "api-2");
  await world.report([second, "raised"]);
  await world.incidents.commands.detachSymptoms({
    incidentId: id,
    symptomIds: [second.id],
    reason: "another stack",
    by: ADA,
  });
  await world.report([{ ...second, id: "again" as SymptomId }, "raised"]);
  expect((await world.stores.incidents.get(id))?.symptomIds).toEqual(["on-web-1-api-1"]);
});

test("hosts that miss a service in one moment are one incident where pages open one", async () => {
  world.settings = { ...world.settings, opensForPages: true };
  await world.report(
    [on("web-1", "api-1"), "raised"],
    [on("web-2", "api-2", { mode: "container-oom-killed" }), "raised"],
    [on("web-3", "api-3", { mode: "container-restart-loop", severity: "ticket" }), "raised"],
  );
  const [incident, ...more] = await all();
  expect(more).toEqual([]);
  expect(incident?.hostIds).toEqual(["web-1", "web-2", "web-3"]);
});
