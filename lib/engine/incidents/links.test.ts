import { afterEach, beforeEach, expect, test } from "vitest";
import type { HostId, IncidentId, SymptomId } from "../../domain/ids.ts";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { entry } from "./drafts.ts";
import { ADA, BOB, createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const get = async (id: IncidentId) => {
  const incident = await world.stores.incidents.get(id);
  if (!incident) throw new Error(`no ${id}`);
  return incident;
};
const ids = (...list: string[]) => list as SymptomId[];
const DB = aSymptom({ id: "sym-9", hostId: "db-1", mode: "disk-full-data-root", title: "Disk full" });

async function openTwo(): Promise<readonly [IncidentId, IncidentId]> {
  const first = await world.openOne();
  await world.report([DB, "raised", T0]);
  const second = await world.incidents.commands.open({ symptomIds: ids("sym-9"), by: ADA });
  return [first, second.id];
}

const merge = (from: IncidentId, into: IncidentId): Promise<unknown> =>
  world.incidents.commands.setState({
    incidentId: from,
    from: "triage",
    to: "merged",
    mergedInto: into,
    reason: "the same disk",
    by: ADA,
  });

/** An incident with a symptom of each of two hosts. */
async function openBoth(): Promise<IncidentId> {
  const id = await world.openOne();
  await world.report([DB, "raised", T0]);
  await world.incidents.commands.attachSymptoms({ incidentId: id, symptomIds: ids("sym-9"), by: ADA });
  return id;
}

test("a merge is said by both; no entry of the merged one moves", async () => {
  const [into, from] = await openTwo();
  const before = await world.entriesOf(from);
  await merge(from, into);
  expect(await get(from)).toMatchObject({ state: "merged", mergedInto: into });
  expect((await world.entriesOf(from)).slice(0, before.length)).toEqual(before);
  const target = await get(into);
  expect(target.links).toEqual([{ how: "merged-from", incidentId: from, title: "Disk full on db-1" }]);
  expect(target.symptomIds).toContain("sym-9");
  expect(target.attachedBy["sym-9" as SymptomId]).toEqual({ rule: "merged" });
});

test("after a merge, and after a split, the title told one host of two, and a host that was gone", async () => {
  const id = await openBoth();
  expect(await get(id)).toMatchObject({ title: "dockerd down on web-1, more on db-1" });
  const told = (await world.entriesOf(id)).flatMap(({ body }) =>
    "calledNow" in body ? [body.calledNow] : [],
  );
  expect(told).toEqual(["dockerd down on web-1, more on db-1"]);
  const another = { incidentId: id, symptomIds: ids("sym-9"), reason: "another cause", by: ADA };
  await world.incidents.commands.split(another);
  expect(await get(id)).toMatchObject({ title: "dockerd down on web-1" });
});

test("what was merged, split off again and linked names no host where names have aliases, watched or not any more", async () => {
  const [into, from] = await openTwo();
  await merge(from, into);
  const parted = await world.incidents.commands.split({
    incidentId: into,
    symptomIds: ids("sym-9"),
    reason: "another cause",
    by: ADA,
  });
  world.watched = ["cache-7"] as HostId[];
  world.recording = { name: "web-1, db-1 and cache-7", recordedAt: T0 };
  const { queries } = world.incidents;
  for (const id of [into, from, parted.id]) {
    await world.incidents.commands.addNote({
      incidentId: id,
      markdown: "like cache-7",
      visibility: "shared",
      clientKey: id,
      by: ADA,
    });
    const options = { areNamesAliased: true };
    const discretion = { hidesHosts: true, hidesPeople: false, hidesWords: false };
    const shared = await queries.sharePreview(id, { sharedBy: "Ada", discretion, summary: "cache-7, web-1" });
    const told = [
      (await queries.postmortem(id, options))?.markdown,
      (await queries.postmortemPage(id, options))?.html,
      (await queries.incidentFile(id, options))?.json,
      JSON.stringify(shared?.shared),
    ];
    for (const text of told) {
      expect(text).toContain("host-1");
      expect(text).not.toMatch(/web-1|db-1|cache-7/);
    }
    expect(shared?.shared.recording?.name).toBe("host-1, host-2 and host-3");
  }
});

test("after a merge and a split the times are those of what stays; what a person confirmed is kept", async () => {
  const id = await world.openOne();
  const own = await get(id);
  const early = { ...DB, sinceAt: T0 - 60_000, seenAt: T0 - 55_000 };
  await world.report([early, "raised", T0]);
  const other = await world.incidents.commands.open({ symptomIds: ids("sym-9"), by: ADA });
  const merge = { from: "triage", to: "merged", mergedInto: id, reason: "the same", by: ADA } as const;
  await world.incidents.commands.setState({ incidentId: other.id, ...merge });
  expect(await get(id)).toMatchObject({
    proposedImpactAt: early.sinceAt,
    milestones: { detected: early.seenAt },
  });
  const away = { incidentId: id, symptomIds: ids("sym-9"), reason: "another fault", by: ADA };
  await world.incidents.commands.split(away);
  const { proposedImpactAt, milestones } = own;
  expect(await get(id)).toMatchObject({ proposedImpactAt, milestones });
  expect((await world.entriesOf(id)).slice(-2).map(({ body }) => body)).toMatchObject([
    { kind: "symptom.detached", impactNow: proposedImpactAt },
    { kind: "incident.milestone", milestone: "detected", milestoneAt: milestones.detected, how: "recorded" },
  ]);
});

test("what was done of a checklist goes on in the incident it was merged into, and says where it was done", async () => {
  const into = await world.openOne();
  const like = aSymptom({ id: "sym-9", hostId: "db-1" });
  await world.report([like, "raised", T0]);
  const { id: from } = await world.incidents.commands.open({ symptomIds: ids("sym-9"), by: ADA });
  const { commands, queries } = world.incidents;
  const tell = { runbookId: "daemon-down", stepId: "tell", by: BOB };
  await commands.markStep({ incidentId: from, ...tell, to: "skipped", reason: "they know" });
  const merge = { from: "triage", to: "merged", mergedInto: into, reason: "the same", by: ADA } as const;
  await commands.setState({ incidentId: from, ...merge });
  const stepsOn = async (hostId: string) =>
    (await queries.detail(into))?.checklists.find(({ on }) => on?.hostId === hostId)?.steps;
  expect(await stepsOn("db-1")).toMatchObject([
    { mark: "open" },
    { stepId: "tell", mark: "skipped", by: "Bob", reason: "they know", doneIn: from },
  ]);
  expect((await stepsOn("web-1"))?.map(({ mark }) => mark)).toEqual(["open", "open"]);
  expect((await world.entriesOf(into)).filter(({ body }) => body.kind === "step.changed")).toEqual([]);
  const gone = commands.markStep({ incidentId: from, ...tell, to: "ticked" });
  await expect(gone).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(into) });
  const here = { incidentId: into, ...tell, on: { hostId: like.hostId, subject: "" } };
  await commands.markStep({ ...here, to: "ticked" });
  expect((await stepsOn("db-1"))?.[1]).not.toHaveProperty("doneIn");
});

test("a time of detection that a person confirmed stays when a symptom is detached", async () => {
  const id = await world.openOne();
  await world.report([{ ...DB, sinceAt: T0 - 60_000, seenAt: T0 - 55_000 }, "raised", T0]);
  await world.incidents.commands.attachSymptoms({ incidentId: id, symptomIds: ids("sym-9"), by: ADA });
  const said = { incidentId: id, milestone: "detected", milestoneAt: T0 - 50_000, by: ADA } as const;
  await world.incidents.commands.confirmMilestone(said);
  await world.incidents.commands.detachSymptoms({
    incidentId: id,
    symptomIds: ids("sym-9"),
    reason: "not ours",
    by: ADA,
  });
  expect((await get(id)).milestones.detected).toBe(T0 - 50_000);
});

test("a title that a person gave stays whatever is attached", async () => {
  const id = await world.openOne();
  const { title } = await get(id);
  for (const to of ["The shop is out", title])
    await world.incidents.commands.rename({ incidentId: id, title: to, by: ADA });
  await world.report([DB, "raised", T0]);
  await world.incidents.commands.attachSymptoms({ incidentId: id, symptomIds: ids("sym-9"), by: ADA });
  expect(await get(id)).toMatchObject({ title, hostIds: ["web-1", "db-1"] });
});

test("a kill between the two halves of a merge is made good at the next start, once", async () => {
  const [into, from] = await openTwo();
  // What is stored when the process dies after the first half.
  await world.stores.incidents.append(
    from,
    () => ({
      entries: [
        entry(world.now, ADA, { kind: "incident.state", from: "triage", to: "merged", mergedInto: into }),
      ],
    }),
    { isCommutative: false },
  );
  for (const _ of [1, 2]) await world.start().start();
  const told = (await world.entriesOf(into)).filter(({ body }) => body.kind === "incident.linked");
  expect(told).toHaveLength(1);
  expect((await get(into)).symptomIds).toContain("sym-9");
});

test("a split takes chosen symptoms into a new incident, and each says where the other is", async () => {
  const id = await openBoth();
  const into = await world.incidents.commands.split({
    incidentId: id,
    symptomIds: ids("sym-9"),
    reason: "another cause",
    by: ADA,
  });
  expect(await get(into.id)).toMatchObject({
    title: "Disk full on db-1",
    symptomIds: ["sym-9"],
    links: [{ how: "split-from", incidentId: id }],
  });
  expect(await get(id)).toMatchObject({
    symptomIds: ["sym-1"],
    hostIds: ["web-1"],
    links: [{ how: "split-into", incidentId: into.id, title: "Disk full on db-1" }],
  });
  // What happens to it from now on is told in the new one alone.
  await world.report([{ ...DB, state: "recovering" }, "recovering"]);
  expect((await world.entriesOf(id)).at(-1)?.body.kind).toBe("symptom.detached");
  expect((await world.entriesOf(into.id)).at(-1)?.body).toMatchObject({ change: "recovering" });
});

test("all of an incident cannot be split off", async () => {
  const incidentId = await world.openOne();
  await expect(
    world.incidents.commands.split({ incidentId, symptomIds: ids("sym-1"), reason: "x", by: ADA }),
  ).rejects.toMatchObject({ code: "invalid-input" });
});

test("detached, a symptom stays away whatever the rules say, until a person attaches it again", async () => {
  const incidentId = await openBoth();
  const { detachSymptoms, attachSymptoms } = world.incidents.commands;
  await detachSymptoms({ incidentId, symptomIds: ids("sym-9"), reason: "known for weeks", by: ADA });
  expect(await get(incidentId)).toMatchObject({ symptomIds: ["sym-1"], hostIds: ["web-1"] });
  await world.report([{ ...DB, id: "sym-10" as SymptomId }, "raised"]);
  expect((await get(incidentId)).symptomIds).toEqual(["sym-1"]);
  await attachSymptoms({ incidentId, symptomIds: ids("sym-9"), by: ADA });
  expect(await get(incidentId)).toMatchObject({ symptomIds: ["sym-1", "sym-9"], apart: [] });
});

test("a symptom goes to another incident; of two who send it away at once one is told", async () => {
  const [first, second] = await openTwo();
  const { detachSymptoms } = world.incidents.commands;
  const away = { incidentId: second, symptomIds: ids("sym-9"), reason: "the same cause" } as const;
  const results = await Promise.allSettled([
    detachSymptoms({ ...away, to: first, by: ADA }),
    detachSymptoms({ ...away, to: first, by: BOB }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect((await get(first)).symptomIds).toContain("sym-9");
  expect((await get(second)).symptomIds).toEqual([]);
});

test("what comes by itself says by which rule, and the same service of its labels is one", async () => {
  const incidentId = await world.openOne();
  world.services.set("api", "shop/api").set("api-2", "shop/api");
  const api = aSymptom({
    id: "api",
    mode: "container-oom-killed",
    subject: "api",
    title: "api out of memory",
  });
  await world.report([api, "raised"]);
  await world.incidents.commands.attachSymptoms({ incidentId, symptomIds: ids("api"), by: ADA });
  await world.report([
    aSymptom({ id: "api-2", mode: "container-unhealthy", subject: "api-2", severity: "ticket" }),
    "raised",
  ]);
  const { attachedBy } = await get(incidentId);
  expect(attachedBy).toMatchObject({
    "sym-1": { rule: "opened" },
    api: { rule: "person" },
    "api-2": { rule: "service", of: { title: "api out of memory", hostId: "web-1" } },
  });
});
