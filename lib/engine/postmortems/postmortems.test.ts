import { createHash } from "node:crypto";
import { ChangeSet } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import type { IncidentId, SymptomId, UserId } from "../../domain/ids.ts";
import { aSymptom, T0 } from "../../domain/incidents/testing/builders.ts";
import { DAY_MS } from "../../domain/time.ts";
import { checkExport } from "../../protocol/incident-export/check-export.ts";
import type { Person } from "../incident-commands.ts";
import type { ExportOptions } from "../incidents/export-options.ts";
import { incidentId, withOneIncident, world } from "../incidents/testing/one-incident.ts";
import { ADA, TEMPLATE } from "../incidents/testing/world.ts";
import { followUpsCsv } from "./follow-ups-csv.ts";

const BOB: Person = { kind: "person", userId: "bob" as UserId, name: "Bob" };

withOneIncident();

const commands = () => world.incidents.postmortems.commands;
const queries = () => world.incidents.postmortems.queries;
const begin = () => commands().begin({ incidentId, templateId: TEMPLATE.id, by: ADA });
const textNow = async () => (await queries().text(incidentId))?.text ?? "";
const viewNow = async () => {
  const view = await queries().view(incidentId);
  if (view === undefined) throw new Error("There is no postmortem.");
  return view;
};

/** A change that puts `insert` at `at` of a text of `length` characters. */
const put = (length: number, at: number, insert: string): unknown =>
  ChangeSet.of({ from: at, insert }, length).toJSON();

const edit = (parts: { revision: number; changes: readonly unknown[]; clientId?: string; by?: Person }) =>
  commands().edit({ incidentId, clientId: "window-1", section: "Summary", by: ADA, ...parts });

async function setStatus(...ways: readonly ("draft" | "in-review" | "published")[]): Promise<void> {
  for (const to of ways) {
    const { status, revision } = await viewNow();
    await commands().setStatus({ incidentId, from: status, to, revision, by: ADA });
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const LENGTH = TEMPLATE.text.length;

describe("the text", () => {
  test("begins with the template, once, and the timeline says who began", async () => {
    expect(await begin()).toEqual({ text: TEMPLATE.text, revision: 0 });
    await expect(begin()).rejects.toMatchObject({ code: "conflict" });
    expect(await textNow()).toBe(TEMPLATE.text);
    expect((await world.entriesOf(incidentId)).at(-1)).toMatchObject({
      actor: { name: "Ada" },
      visibility: "internal",
      body: { kind: "postmortem.changed", to: "draft" },
    });
  });

  test("two people who write at once lose no word, whoever comes second", async () => {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "Ada's words.\n")] });
    await edit({
      revision: 0,
      changes: [put(LENGTH, LENGTH, "Bob's "), put(LENGTH + 6, LENGTH + 6, "words.\n")],
      clientId: "window-2",
      by: BOB,
    });
    const text = await textNow();
    expect(text).toContain("Ada's words.");
    expect(text).toContain("Bob's words.");
    expect(await viewNow()).toMatchObject({ revision: 3, editedBy: "Bob" });
  });

  test("a change inside what another deletes at the same moment stays", async () => {
    await begin();
    const from = TEMPLATE.text.indexOf("Summary");
    await edit({
      revision: 0,
      changes: [ChangeSet.of({ from, to: from + 7 }, LENGTH).toJSON()],
    });
    await edit({ revision: 0, changes: [put(LENGTH, from + 3, "KEPT")], clientId: "window-2", by: BOB });
    expect(await textNow()).toContain("KEPT");
    expect(await textNow()).not.toContain("Summary");
  });

  test("what is sent twice is written once, also when somebody wrote in between", async () => {
    await begin();
    const sent = { revision: 0, changes: [put(LENGTH, LENGTH, "Once.\n")] };
    await edit(sent);
    await edit({ revision: 1, changes: [put(LENGTH + 6, 0, "x")], clientId: "window-2", by: BOB });
    expect(await edit(sent)).toEqual({ revision: 2 });
    expect((await textNow()).match(/Once\./g)).toHaveLength(1);
  });

  test("an editor catches up by the edits after its revision", async () => {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, 0, "a"), put(LENGTH + 1, 0, "b")] });
    expect((await queries().editsAfter(incidentId, 1)).edits).toEqual([
      { clientId: "window-1", changes: put(LENGTH + 1, 0, "b") },
    ]);
  });

  test.each([
    ["no change", "x"],
    ["a change of another length", put(LENGTH + 5, 0, "x")],
    ["a negative length", [-4]],
    ["an endless one", [1e300]],
  ])("%s is refused, and nothing is stored", async (_, change) => {
    await begin();
    await expect(edit({ revision: 0, changes: [change] })).rejects.toMatchObject({ code: "invalid-input" });
    expect(await viewNow()).toMatchObject({ revision: 0 });
    expect(await textNow()).toBe(TEMPLATE.text);
  });

  test("is never longer than can be read", async () => {
    await begin();
    await expect(edit({ revision: 0, changes: [put(LENGTH, 0, "x".repeat(200_000))] })).rejects.toThrow(
      /at most 200,000 characters/,
    );
  });

  test("says who writes where", async () => {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, 0, "a")] });
    expect((await viewNow()).writers).toMatchObject([{ name: "Ada", section: "Summary" }]);
  });

  test("says where their cursor is, with what they type and between it, and forgets it when they go", async () => {
    await begin();
    await commands().edit({
      incidentId,
      revision: 0,
      changes: [put(LENGTH, 4, "a")],
      clientId: "window-1",
      section: "Summary",
      position: 4,
      by: ADA,
    });
    const writers = async () => (await viewNow()).writers.map(({ name, cursor }) => ({ name, cursor }));
    expect(await writers()).toEqual([{ name: "Ada", cursor: { revision: 0, position: 4 } }]);
    const move = (cursor?: { revision: number; position: number }) =>
      commands().moveCursor({ incidentId, section: "Impact", ...(cursor && { cursor }), by: ADA });
    world.told.length = 0;
    await move({ revision: 1, position: 20 });
    expect(await writers()).toEqual([{ name: "Ada", cursor: { revision: 1, position: 20 } }]);
    expect(world.told).toEqual([{ topic: `postmortem:${incidentId}` }]);
    await move();
    expect(await writers()).toEqual([]);
    const nowhere = "INC-9999" as IncidentId;
    await expect(commands().moveCursor({ incidentId: nowhere, section: "", by: ADA })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("publishing", () => {
  test("freezes text, figures and timeline with their head; what happens later does not change it", async () => {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "It said hunter2. {{commander}}\n")] });
    await commands().addFollowUp({ incidentId, text: "Mount it soft", kind: "prevent", by: ADA });
    const head = await world.stores.incidents.get(incidentId);
    await setStatus("in-review", "published");
    const view = await viewNow();
    const [version] = view.published;
    expect(view.published).toHaveLength(1);
    // The request for review stands on the timeline before it was frozen.
    expect(version).toMatchObject({ version: 1, by: "Ada", headSeq: (head?.headSeq ?? 0) + 1 });
    expect(version?.digest).toMatch(/^[0-9a-f]{64}$/);
    const before = (await world.incidents.queries.postmortem(incidentId))?.markdown;
    await world.incidents.commands.rename({ incidentId, title: "Another name", by: BOB });
    await world.incidents.commands.addNote({
      incidentId,
      markdown: "afterwards",
      visibility: "shared",
      clientKey: "late-note",
      by: BOB,
    });
    const [followUp] = view.followUps;
    await commands().changeFollowUp({ incidentId, followUpId: followUp?.id ?? "", isDone: true, by: BOB });
    world.now += DAY_MS;
    const after = (await world.incidents.queries.postmortem(incidentId))?.markdown;
    expect(after).toBe(before);
    expect(after).toContain("It said [redacted].");
    expect(after).toContain("Published, version 1");
    expect(after).toContain("| Mount it soft | prevent | nobody yet | no date | open |");
    expect(after).not.toContain("afterwards");
    expect((await world.entriesOf(incidentId)).map(({ body }) => body)).toContainEqual({
      kind: "postmortem.changed",
      to: "published",
      version: 1,
      digest: version?.digest,
    });
  });

  test("what is removed from the timeline afterwards is not told by the frozen one either", async () => {
    await begin();
    const note = await world.incidents.commands.addNote({
      incidentId,
      markdown: "a name that should not stand here",
      visibility: "shared",
      clientKey: "a-note-1",
      by: ADA,
    });
    await setStatus("in-review", "published");
    const markdown = async () => (await world.incidents.queries.postmortem(incidentId))?.markdown ?? "";
    expect(await markdown()).toContain("a name that should not stand here");
    await world.incidents.commands.removeNote({ incidentId, seq: note.seq, by: ADA, isAdmin: false });
    expect(await markdown()).not.toContain("a name that should not stand here");
  });

  test("a published text takes no words until it is opened again, and the next version keeps the first", async () => {
    await begin();
    await setStatus("in-review", "published");
    await expect(edit({ revision: 0, changes: [put(LENGTH, 0, "x")] })).rejects.toMatchObject({
      code: "conflict",
    });
    await setStatus("draft");
    await edit({ revision: 0, changes: [put(LENGTH, 0, "x")] });
    await setStatus("in-review", "published");
    expect((await viewNow()).published.map(({ version }) => version)).toEqual([1, 2]);
    expect(await world.stores.postmortems.frozen(incidentId, 1)).toMatchObject({ text: TEMPLATE.text });
    const exported = async (version: number) =>
      (await world.incidents.queries.postmortem(incidentId, { version }))?.markdown;
    expect(await exported(1)).toContain("Published, version 1");
    expect(await exported(2)).toContain("Published, version 2");
    await expect(exported(3)).rejects.toThrow("There is no version 3 of this postmortem.");
  });

  test("publishes nothing unread, with open comments, or with a token that means nothing", async () => {
    await begin();
    await setStatus("in-review");
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "{{timelin}}\n")], by: BOB });
    const publish = (revision: number) =>
      commands().setStatus({ incidentId, from: "in-review", to: "published", revision, by: ADA });
    await expect(publish(0)).rejects.toThrow("Bob changed the text meanwhile. Read it, then publish it.");
    await expect(publish(1)).rejects.toThrow(/Line 6: There is no figure or block "timelin"/);
    await edit({
      revision: 1,
      changes: [ChangeSet.of({ from: LENGTH, to: LENGTH + 12 }, LENGTH + 12).toJSON()],
    });
    await commands().comment({ incidentId, section: "Summary", markdown: "Really?", by: BOB });
    await expect(publish(2)).rejects.toThrow("1 comment is open. Answer or resolve it first.");
    const [comment] = (await viewNow()).comments;
    await commands().resolveComment({ incidentId, commentId: comment?.id ?? "", by: ADA });
    await publish(2);
    expect(await viewNow()).toMatchObject({
      status: "published",
      comments: [{ markdown: "Really?", resolvedBy: "Ada" }],
    });
  });

  test("publishes no empty text", async () => {
    await begin();
    await edit({ revision: 0, changes: [ChangeSet.of({ from: 0, to: LENGTH }, LENGTH).toJSON()] });
    await expect(setStatus("in-review", "published")).rejects.toThrow("There is no text to publish.");
  });

  test("of two who press at once one wins", async () => {
    await begin();
    const press = (by: Person) =>
      commands().setStatus({ incidentId, from: "draft", to: "in-review", revision: 0, by });
    const results = await Promise.allSettled([press(ADA), press(BOB)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a database that was written into by hand refuses to change what is frozen", async () => {
    await begin();
    await setStatus("in-review", "published");
    const again = world.stores.incidents.append(
      incidentId,
      () => ({
        entries: [],
        postmortem: {
          status: "published",
          version: {
            version: 1,
            at: 0,
            by: "x",
            byId: "x",
            headSeq: 1,
            headHash: "",
            digest: "",
            frozenJson: "{}",
          },
        },
      }),
      { isCommutative: false },
    );
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a secret in a published version", () => {
  const erase = (by: Person, isAdmin: boolean, version = 1) =>
    commands().eraseVersion({ incidentId, version, reason: "a password", by, isAdmin });

  async function publishSecret(): Promise<void> {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "swordfish\n")] });
    await setStatus("in-review", "published");
  }
  async function takeOut(): Promise<void> {
    await setStatus("draft");
    const change = ChangeSet.of({ from: LENGTH, to: LENGTH + 10 }, LENGTH + 10);
    await edit({ revision: 1, changes: [change.toJSON()] });
  }

  test("is erased with all that was typed: its digest stays, the chain proves itself, and an entry says who did it", async () => {
    await publishSecret();
    await takeOut();
    await setStatus("in-review", "published");
    const [before] = (await viewNow()).published;
    await erase(ADA, true);
    expect((await viewNow()).published).toEqual([
      { ...before, erased: { at: world.now, by: "Ada" } },
      expect.objectContaining({ version: 2 }),
    ]);
    expect(await world.stores.postmortems.frozen(incidentId, 1)).toBeUndefined();
    expect((await world.stores.postmortems.editsAfter(incidentId, 0)).map(({ changes }) => changes)).toEqual([
      null,
      null,
    ]);
    expect((await world.entriesOf(incidentId)).at(-1)).toMatchObject({
      actor: { name: "Ada" },
      visibility: "internal",
      body: { kind: "postmortem.erased", version: 1, digest: before?.digest, reason: "a password" },
    });
    expect(await world.stores.incidents.verify(incidentId)).toBeUndefined();
    await expect(world.incidents.queries.postmortem(incidentId, { version: 1 })).rejects.toThrow(
      "What version 1 said was erased by Ada.",
    );
    const file = (await world.incidents.queries.incidentFile(incidentId))?.json ?? "";
    expect(file).not.toContain("swordfish");
    expect(checkExport(file, sha256)).toMatchObject({ kind: "whole" });
    await expect(erase(ADA, true)).rejects.toThrow("It was erased before.");
  });

  test("is for admins and the commander", async () => {
    await publishSecret();
    await takeOut();
    await expect(erase(BOB, false)).rejects.toMatchObject({ code: "forbidden" });
    await world.incidents.commands.setRole({
      incidentId,
      role: "commander",
      to: { userId: BOB.userId, name: "Bob" },
      by: ADA,
    });
    await erase(BOB, false);
    await expect(erase(ADA, true, 2)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is not erased while it is what everybody reads: the text would tell it again", async () => {
    await publishSecret();
    await expect(erase(ADA, true)).rejects.toThrow("Version 1 is what is published now.");
    expect(await world.stores.postmortems.frozen(incidentId, 1)).toBeDefined();
  });

  test("a window of before is told to load again, what it wrote is not lost, and one of now goes on", async () => {
    await publishSecret();
    await takeOut();
    await erase(ADA, true);
    await expect(queries().editsAfter(incidentId, 1)).rejects.toThrow("Load this page again");
    await expect(
      edit({ revision: 0, changes: [put(LENGTH, 0, "x")], clientId: "old" }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await queries().editsAfter(incidentId, 2)).toEqual({ edits: [] });
    await edit({ revision: 2, changes: [put(LENGTH, 0, "x")] });
    expect(await textNow()).toBe(`x${TEMPLATE.text}`);
  });
});

describe("actions", () => {
  test("are taken, dated and done, and told by a spreadsheet with the overdue first", async () => {
    await begin();
    const add = (text: string) => commands().addFollowUp({ incidentId, text, kind: "prevent", by: ADA });
    const { id: first } = await add("=HYPERLINK(1)");
    const { id: second } = await add("Watch it");
    await commands().changeFollowUp({
      incidentId,
      followUpId: second,
      owner: { userId: BOB.userId, name: "Bob" },
      dueOn: "2027-01-10",
      by: ADA,
    });
    await commands().changeFollowUp({ incidentId, followUpId: first, isDone: true, by: BOB });
    const csv = followUpsCsv(await listed(), world.now);
    const lines = csv.split("\r\n");
    expect(lines[1]).toContain("Watch it,prevent,Bob,2027-01-10,overdue");
    expect(lines[2]).toContain("'=HYPERLINK(1)");
    expect(lines[2]).toContain("done");
    await commands().changeFollowUp({ incidentId, followUpId: second, owner: null, dueOn: null, by: ADA });
    const [, change] = (await viewNow()).followUps;
    expect(change).not.toHaveProperty("owner");
    expect(change).not.toHaveProperty("dueOn");
    expect(change).toMatchObject({ text: "Watch it", createdBy: "Ada" });
  });

  test("have a day of the calendar", async () => {
    await begin();
    const { id } = await commands().addFollowUp({ incidentId, text: "x", kind: "learn", by: ADA });
    await expect(
      commands().changeFollowUp({ incidentId, followUpId: id, dueOn: "2027-02-30", by: ADA }),
    ).rejects.toThrow("“2027-02-30” is no day");
  });

  test("that a published version names cannot be taken away", async () => {
    await begin();
    const { id } = await commands().addFollowUp({ incidentId, text: "x", kind: "learn", by: ADA });
    await setStatus("in-review", "published");
    await expect(commands().removeFollowUp({ incidentId, followUpId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    world.now += 1_000;
    const { id: later } = await commands().addFollowUp({ incidentId, text: "y", kind: "learn", by: ADA });
    await commands().removeFollowUp({ incidentId, followUpId: later });
    expect((await viewNow()).followUps.map(({ text }) => text)).toEqual(["x"]);
  });
});

const listed = () => queries().list();

describe("the list", () => {
  test("asks for one of what is over, within a week, and shows those that were begun", async () => {
    expect(await listed()).toEqual([]);
    await begin();
    expect(await listed()).toMatchObject([{ id: incidentId, postmortem: { status: "draft" } }]);
    expect((await listed())[0]).not.toHaveProperty("dueAt");
    await world.incidents.commands.setState({
      incidentId,
      from: "triage",
      to: "resolved",
      reason: "it runs",
      by: ADA,
    });
    expect(await listed()).toMatchObject([{ dueAt: world.now + 7 * DAY_MS }]);
  });

  test("is told anew when an incident is resolved, renamed or taken by somebody: who led it stands there", async () => {
    await begin();
    const { acknowledge, setState } = world.incidents.commands;
    const topics = () => world.told.flatMap(({ topic }) => (topic === "postmortems" ? [topic] : []));
    const before = topics().length;
    await acknowledge({ incidentId, by: ADA });
    expect(topics().length).toBeGreaterThan(before);
    expect(await listed()).toMatchObject([{ lead: { name: "Ada" } }]);
    const acknowledged = topics().length;
    await setState({ incidentId, from: "active", to: "resolved", reason: "it runs", by: ADA });
    expect(topics().length).toBeGreaterThan(acknowledged);
  });

  test("keeps what was written, and its open actions, when two hundred incidents came after it", async () => {
    await begin();
    await commands().addFollowUp({ incidentId, text: "Mount it soft", kind: "prevent", by: ADA });
    const { open } = world.incidents.commands;
    for (let count = 0; count < 201; count += 1)
      await open({ symptomIds: [], title: `Number ${count}`, by: ADA });
    expect(await listed()).toMatchObject([
      { id: incidentId, postmortem: { followUps: [{ text: "Mount it soft" }] } },
    ]);
  });

  test("says in which incident the cause came back", async () => {
    await begin();
    await world.report([aSymptom({ state: "cleared", clearedAt: T0 + 60_000 }), "cleared"]);
    const { open, setState } = world.incidents.commands;
    await setState({ incidentId, from: "triage", to: "resolved", reason: "it runs", by: ADA });
    world.now += DAY_MS;
    await world.report([aSymptom({ id: "sym-2", seenAt: world.now }), "raised"]);
    const later = await open({ symptomIds: ["sym-2" as SymptomId], by: ADA });
    expect(await listed()).toMatchObject([{ id: incidentId, cameBackIn: later.id }]);
  });

  test("goes without the texts", async () => {
    await begin();
    expect(JSON.stringify(await listed())).not.toContain("{{timeline");
  });
});

describe("who only reads", () => {
  test("is told no secret, wherever it was typed: in the text, an action or a comment", async () => {
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "The password was hunter2.\n")] });
    await commands().addFollowUp({ incidentId, text: "Change hunter2", kind: "prevent", by: ADA });
    await commands().comment({
      incidentId,
      section: "hunter2",
      quote: "was hunter2",
      markdown: "hunter2?",
      by: ADA,
    });
    const read = await Promise.all([
      queries().paper(incidentId),
      queries().list(),
      world.incidents.queries.postmortemPreview(incidentId),
    ]);
    for (const told of read) {
      expect(told).toBeDefined();
      expect(JSON.stringify(told)).not.toContain("hunter2");
    }
    expect(read[0]).toMatchObject({
      status: "draft",
      revision: 1,
      followUps: [{ text: "Change [redacted]" }],
    });
    expect(followUpsCsv(read[1], world.now)).toContain("Change [redacted]");
    // Who writes has it before them: they take it out.
    expect(await textNow()).toContain("hunter2");
    expect(JSON.stringify(await viewNow())).toContain("hunter2");
  });

  test("hears of another paper with each word, each action and each entry of the timeline", async () => {
    await begin();
    const topic = `paper:${incidentId}`;
    const toldBy = async (act: () => Promise<unknown>) => {
      const before = world.told.length;
      await act();
      return world.told.slice(before).some((one) => one.topic === topic);
    };
    expect(await toldBy(() => edit({ revision: 0, changes: [put(LENGTH, 0, "a")] }))).toBe(true);
    expect(
      await toldBy(() => commands().addFollowUp({ incidentId, text: "Act", kind: "prevent", by: ADA })),
    ).toBe(true);
    expect(await toldBy(() => world.incidents.commands.acknowledge({ incidentId, by: ADA }))).toBe(true);
  });
});

describe("exports", () => {
  const note = (markdown: string, visibility: "internal" | "shared") =>
    world.incidents.commands.addNote({
      incidentId,
      markdown,
      visibility,
      clientKey: `note-${markdown.length}-${visibility}`,
      by: ADA,
    });

  test("leave out what is internal where that is asked for, and say beforehand how much", async () => {
    await note("for us alone", "internal");
    await note("for everybody", "shared");
    const all = await world.incidents.queries.postmortem(incidentId);
    const told = await world.incidents.queries.postmortem(incidentId, { isInternalLeftOut: true });
    expect(all?.markdown).toContain("for us alone");
    expect(told?.markdown).not.toContain("for us alone");
    expect(told?.markdown).toContain("for everybody");
    expect(await world.incidents.queries.exportSummary(incidentId)).toMatchObject({ internalCount: 1 });
  });

  test("call hosts and addresses otherwise, the text of people too, and the file still proves its chain", async () => {
    await begin();
    world.hostNames = ["shop-front.example.org", "10.20.4.15"];
    const words = "web-1 lost 10.20.4.15, so Shop-Front lost its disk.\n";
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, words)] });
    const options = { areNamesAliased: true };
    const markdown = (await world.incidents.queries.postmortem(incidentId, options))?.markdown ?? "";
    expect(markdown).toContain("host-1 lost address-1, so host-1 lost its disk.");
    const html = (await world.incidents.queries.postmortemPage(incidentId, options))?.html ?? "";
    expect(html).toContain("host-1 lost address-1, so host-1 lost its disk.");
    for (const text of [markdown, html]) expect(text).not.toMatch(/web-1|10\.20\.4\.15|shop-front/i);
    const { json = "" } = (await world.incidents.queries.incidentFile(incidentId, options)) ?? {};
    expect(json).not.toMatch(/web-1|10\.20\.4\.15/);
    expect(checkExport(json, sha256)).toMatchObject({ kind: "whole" });
    const summary = await world.incidents.queries.exportSummary(incidentId, options);
    expect(summary?.chosen).toContainEqual({ rule: "host-name", found: 2 });
  });

  test("leave out words of the list unless somebody says otherwise, call people otherwise where they are asked to, and still prove their chain", async () => {
    world.people = ["Nora Achebe"];
    world.settings = { ...world.settings, ownWords: ["acme"] };
    await begin();
    await edit({ revision: 0, changes: [put(LENGTH, LENGTH, "Nora told Acme what Ada did.\n")] });
    const told = async (options: ExportOptions) =>
      (await world.incidents.queries.postmortem(incidentId, options))?.markdown ?? "";
    expect(await told({})).toMatch(/Nora told \\?\[redacted:own-word#[0-9a-f]{4}\\?\] what Ada did\./);
    expect(await told({ areWordsTold: true })).toContain("Nora told Acme what Ada did.");
    // The paper on the screen does not leave.
    const { sheet = "" } = (await world.incidents.queries.postmortemPreview(incidentId)) ?? {};
    expect(sheet).toContain("Nora told Acme what Ada did.");
    const options = { arePeopleAliased: true };
    expect(await told(options)).toMatch(/person [AB] told .* what person [AB] did\./);
    const { json = "" } = (await world.incidents.queries.incidentFile(incidentId, options)) ?? {};
    expect(json).not.toMatch(/Nora|Achebe|"Ada"|acme/i);
    expect(checkExport(json, sha256)).toMatchObject({ kind: "whole" });
    const { html = "" } = (await world.incidents.queries.postmortemPage(incidentId, options)) ?? {};
    expect(html).not.toMatch(/Nora|Achebe|\bAda\b|acme/i);
  });

  test("for programs have the text, its actions and what was published", async () => {
    await begin();
    await commands().addFollowUp({ incidentId, text: "Mount it soft", kind: "prevent", by: ADA });
    await setStatus("in-review", "published");
    const { json = "{}" } = (await world.incidents.queries.incidentFile(incidentId)) ?? {};
    expect(JSON.parse(json).postmortem).toMatchObject({
      standing: "Published, version 1",
      actions: [{ text: "Mount it soft" }],
      published: [{ version: 1 }],
    });
    expect(checkExport(json, sha256)).toMatchObject({ kind: "whole" });
  });
});
