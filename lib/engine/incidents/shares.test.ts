import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncidentId, ShareId } from "../../domain/ids.ts";
import { DAY_MS } from "../../domain/time.ts";
import { ADA, createWorld, type World } from "./testing/world.ts";

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("shares", () => {
  test("a share shows what was shared at that moment, redacted; revoking ends it", async () => {
    const incidentId = await world.openOne();
    const note = { incidentId, by: ADA } as const;
    await world.incidents.commands.addNote({
      ...note,
      markdown: "for us",
      visibility: "internal",
      clientKey: "1",
    });
    await world.incidents.commands.addNote({
      ...note,
      markdown: "it was hunter2",
      visibility: "shared",
      clientKey: "2",
    });
    const { share, token } = await world.incidents.commands.createShare({
      incidentId,
      kind: "snapshot",
      expiresInMs: DAY_MS,
      by: ADA,
    });
    await world.incidents.commands.addNote({
      ...note,
      markdown: "later",
      visibility: "shared",
      clientKey: "3",
    });
    expect(token).toMatch(/^[\w-]{43}$/);
    const opened = await world.incidents.queries.shareOfToken(token);
    expect(opened).toMatchObject({ shareId: share.id, expiresAt: world.now + DAY_MS });
    const shared = opened && (await world.incidents.queries.shared(opened.shareId));
    const text = JSON.stringify(shared);
    expect(text).toContain("it was [redacted]");
    expect(text).not.toMatch(/hunter2|for us|later/);
    expect(shared).toMatchObject({ hiddenCount: 1, redactionCount: 1, sharedBy: "Ada" });
    const shares = await world.incidents.queries.shares(incidentId);
    expect(shares).toMatchObject([{ kind: "snapshot", views: 1, lastUsedAt: world.now }]);
    expect(JSON.stringify(shares)).not.toContain(token);
    await world.incidents.commands.revokeShare({ incidentId, shareId: share.id as ShareId, by: ADA });
    expect(world.revoked).toEqual([share.id]);
    expect(await world.incidents.queries.shareOfToken(token)).toBeUndefined();
    expect(await world.incidents.queries.shared(share.id as ShareId)).toBeUndefined();
  });

  test("a reader of a link is told no e-mail address; who works on the incident reads it", async () => {
    const incidentId = await world.openOne();
    await world.incidents.commands.addNote({
      incidentId,
      by: ADA,
      markdown: "told bob@example.com that web-1 at 10.0.0.5 is down",
      visibility: "shared",
      clientKey: "1",
    });
    const by = { ...ADA, name: "ada@example.com" };
    const { share } = await world.incidents.commands.createShare({
      incidentId,
      kind: "snapshot",
      expiresInMs: DAY_MS,
      by,
    });
    const shared = await world.incidents.queries.shared(share.id as ShareId);
    expect(JSON.stringify(shared)).toMatch(
      /told \[redacted:email#[0-9a-f]{4}\] that web-1 at 10\.0\.0\.5 is down/,
    );
    expect(JSON.stringify(shared)).not.toContain("@example.com");
    expect(shared?.redactions).toContainEqual({ rule: "email", count: 2 });
    expect(JSON.stringify(await world.entriesOf(incidentId))).toContain("told bob@example.com");
  });

  test("a preview is what the link would show, with the rules that took something out, and leaves nothing behind", async () => {
    const incidentId = await world.openOne();
    const note = { incidentId, by: ADA } as const;
    await world.incidents.commands.addNote({
      ...note,
      markdown: "ours",
      visibility: "internal",
      clientKey: "1",
    });
    await world.incidents.commands.addNote({
      ...note,
      markdown: "hunter2 and hunter2",
      visibility: "shared",
      clientKey: "2",
    });
    const kinds = await world.kindsOf(incidentId);
    const preview = (await world.incidents.queries.sharePreview(incidentId, { sharedBy: "Ada" }))?.shared;
    expect(preview).toMatchObject({
      hiddenCount: 1,
      redactions: [{ rule: "password", count: 2 }],
      unseenParts: ["tls"],
      sharedBy: "Ada",
    });
    expect(preview?.entries).toHaveLength(kinds.length - 1);
    expect(JSON.stringify(preview)).not.toMatch(/hunter2|ours/);
    expect(await world.kindsOf(incidentId)).toEqual(kinds);
    expect(
      await world.incidents.queries.sharePreview("INC-9999" as IncidentId, { sharedBy: "Ada" }),
    ).toBeUndefined();
  });

  test("before a link is made each rule that can be turned off says what it would find", async () => {
    const incidentId = await world.openOne();
    world.people = ["Nora Achebe", "Nobody Here"];
    await world.incidents.commands.addNote({
      incidentId,
      by: ADA,
      markdown: "Nora asks for 10.20.4.15",
      visibility: "shared",
      clientKey: "1",
    });
    const preview = await world.incidents.queries.sharePreview(incidentId, { sharedBy: "Ada" });
    expect(preview?.chosen).toEqual([
      {
        rule: "host-name",
        found: 2,
        examples: [
          { from: "web-1", to: "host-1" },
          { from: "10.20.4.15", to: "address-1" },
        ],
      },
      { rule: "person-name", found: 2, examples: [{ from: "Ada", to: "person A" }] },
      { rule: "own-word", found: 0, examples: [] },
    ]);
    expect(preview?.ownWordCount).toBe(0);
    expect(JSON.stringify(preview?.shared)).toContain("Nora asks for 10.20.4.15");
  });

  test("a link closes at the moment that was asked for, within its bounds", async () => {
    const incidentId = await world.openOne();
    const expiresAt = world.now + 36 * 3_600_000;
    const make = (at: number) =>
      world.incidents.commands.createShare({ incidentId, kind: "snapshot", expiresAt: at, by: ADA });
    expect((await make(expiresAt)).share.expiresAt).toBe(expiresAt);
    for (const wrong of [world.now + 59_000, world.now - 1, world.now + 90 * DAY_MS + 1])
      await expect(make(wrong)).rejects.toMatchObject({ code: "invalid-input" });
  });

  test("expired and unknown are the same nothing, and no link lasts longer than 90 days", async () => {
    const incidentId = await world.openOne();
    const { token } = await world.incidents.commands.createShare({
      incidentId,
      kind: "snapshot",
      expiresInMs: DAY_MS,
      by: ADA,
    });
    world.now += DAY_MS;
    expect(await world.incidents.queries.shareOfToken(token)).toBeUndefined();
    expect(await world.incidents.queries.shareOfToken("nonsense")).toBeUndefined();
    const tooLong = { incidentId, kind: "snapshot" as const, expiresInMs: 91 * DAY_MS, by: ADA };
    await expect(world.incidents.commands.createShare(tooLong)).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});

test("a reader resumes after an entry, and not in another numbering", async () => {
  const id = await world.openOne();
  const all = await world.incidents.queries.entries(id, { tail: 100 });
  expect(all?.seq).toBe(all?.rows.at(-1)?.seq);
  const rest = await world.incidents.queries.entriesAfter(id, { epoch: "e1", seq: 2 }, 100);
  expect(rest?.rows[0]?.seq).toBe(3);
  expect(await world.incidents.queries.entriesAfter(id, { epoch: "e2", seq: 2 }, 100)).toBeUndefined();
  expect(await world.incidents.queries.entriesAfter(id, { epoch: "e1", seq: 9_999 }, 100)).toBeUndefined();
  expect(await world.incidents.queries.entries("INC-0099" as IncidentId, { tail: 1 })).toBeUndefined();
});

test("the postmortem of a short incident says what is unknown and holds no secret", async () => {
  const incidentId = await world.openOne();
  await world.incidents.commands.addNote({
    incidentId,
    markdown: "was hunter2",
    visibility: "internal",
    clientKey: "n",
    by: ADA,
  });
  const written = await world.incidents.queries.postmortem(incidentId);
  expect(written).toMatchObject({ fileName: "INC-0001-postmortem.md", redactions: 1 });
  expect(written?.markdown).toContain("| Time to mitigate (TTM) | unknown: impact is pending |");
  expect(written?.markdown).not.toContain("hunter2");
});
