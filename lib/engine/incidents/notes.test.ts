import { describe, expect, test } from "vitest";
import type { Visibility } from "../../domain/timeline.ts";
import { HOST } from "../testing/rows.ts";
import { incidentId as id, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA, BOB } from "./testing/world.ts";

withOneIncident();

const commands = () => world.incidents.commands;
let keys = 0;
async function write(markdown: string, visibility: Visibility = "internal"): Promise<number> {
  keys += 1;
  const clientKey = `key-${String(keys).padStart(5, "0")}`;
  return (await commands().addNote({ incidentId: id, markdown, visibility, clientKey, by: ADA })).seq;
}
const edit = (seq: number, markdown: string, from = seq, by = ADA) =>
  commands().editNote({ incidentId: id, seq, from, markdown, by });
const exported = async () => (await world.incidents.queries.postmortem(id))?.markdown ?? "";
const everythingStored = async () => JSON.stringify(await world.entriesOf(id));

describe("an edited note", () => {
  test("keeps its versions, is told with its last text, and the chain is whole", async () => {
    const seq = await write("the shp is down", "shared");
    const { seq: second } = await edit(seq, "the shop is down");
    await edit(seq, "the shop is up", second);
    expect(await everythingStored()).toContain("the shp is down");
    const text = await exported();
    expect(text).toContain("> the shop is up");
    expect(text).toMatch(/\*\*Ada\*\* edited the note of /);
    expect(text).not.toMatch(/the shp is down|the shop is down/);
    expect(await world.stores.incidents.verify(id)).toBeUndefined();
  });

  test("is read on a link as it reads now, without who changed it when", async () => {
    const seq = await write("the shp is down", "shared");
    await edit(seq, "the shop is down");
    const shared = (await world.incidents.queries.sharePreview(id, { sharedBy: "Ada" }))?.shared;
    expect(shared?.entries.find((entry) => entry.seq === seq)?.body).toMatchObject({
      markdown: "the shop is down",
    });
    expect(shared?.entries.some(({ body }) => body.kind === "note.edited")).toBe(false);
  });

  test("is changed by nobody but who wrote it, and by nobody who saw another version", async () => {
    const seq = await write("the shp is down");
    await expect(edit(seq, "no", seq, BOB)).rejects.toMatchObject({ code: "forbidden" });
    const results = await Promise.allSettled([edit(seq, "one"), edit(seq, "two")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(results[1]).toMatchObject({ reason: { code: "conflict" } });
    expect(await world.kindsOf(id)).toContain("note.edited");
  });
});

describe("a removed note", () => {
  test("leaves a mark and is told nowhere, and neither edited nor removed again", async () => {
    const seq = await write("wrong incident", "shared");
    await expect(
      commands().removeNote({ incidentId: id, seq, by: BOB, isAdmin: false }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await commands().removeNote({ incidentId: id, seq, reason: "wrong room", by: BOB, isAdmin: true });
    const shared = (await world.incidents.queries.sharePreview(id, { sharedBy: "Ada" }))?.shared;
    expect(JSON.stringify(shared)).not.toMatch(/wrong incident|wrong room/);
    expect(shared?.entries.find((entry) => entry.seq === seq)?.body).toEqual({ kind: "removed" });
    expect(await exported()).toMatch(
      /wrote a note that was removed[\s\S]*removed the note of .*: wrong room/,
    );
    await expect(edit(seq, "again")).rejects.toMatchObject({ code: "conflict" });
    await expect(
      commands().removeNote({ incidentId: id, seq, by: ADA, isAdmin: false }),
    ).rejects.toMatchObject({ code: "conflict", message: "It was removed before." });
  });

  test("only what a person wrote is removed: an entry of Foghorn is not a note", async () => {
    await expect(
      commands().removeNote({ incidentId: id, seq: 1, by: ADA, isAdmin: true }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      commands().removeNote({ incidentId: id, seq: 99, by: ADA, isAdmin: true }),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("an erased secret", () => {
  const erase = (seq: number, by = ADA, isAdmin = false) =>
    commands().eraseEntry({ incidentId: id, seq, reason: "a password", by, isAdmin });

  test("is in no version, no export and behind no link any more, and the chain stays whole", async () => {
    const seq = await write("opens with swordfish", "shared");
    const { token } = await commands().createShare({
      incidentId: id,
      kind: "snapshot",
      expiresInMs: 3_600_000,
      by: ADA,
    });
    await edit(seq, "still swordfish");
    await expect(erase(seq, BOB)).rejects.toMatchObject({ code: "forbidden" });
    const { body } = await erase(seq);
    expect(body).toMatchObject({ what: "note", seqs: [seq, expect.any(Number)], reason: "a password" });
    expect(await everythingStored()).not.toContain("swordfish");
    expect(await exported()).not.toContain("swordfish");
    const open = await world.incidents.queries.shareOfToken(token);
    const shared = open && (await world.incidents.queries.shared(open.shareId));
    expect(shared?.entries.find((entry) => entry.seq === seq)?.body).toEqual({ kind: "erased" });
    expect(JSON.stringify(shared)).not.toContain("swordfish");
    expect(await world.stores.incidents.verify(id)).toBeUndefined();
    await expect(erase(seq)).rejects.toMatchObject({ code: "conflict", message: "It was erased before." });
  });

  test("is erased also from a note that was removed, and from pinned lines", async () => {
    const seq = await write("swordfish");
    await commands().removeNote({ incidentId: id, seq, by: ADA, isAdmin: false });
    await erase(seq);
    const pin = await commands().pinLines({
      incidentId: id,
      hostId: HOST,
      source: "api",
      lines: [{ at: world.now, text: "tried swordfish" }],
      visibility: "internal",
      clientKey: "pin-00001",
      by: ADA,
    });
    expect((await erase(pin.seq, BOB, true)).body).toMatchObject({ what: "lines", seqs: [pin.seq] });
    expect(await everythingStored()).not.toContain("swordfish");
  });
});
