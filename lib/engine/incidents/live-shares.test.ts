import { expect, test, vi } from "vitest";
import type { ShareId } from "../../domain/ids.ts";
import { type Discretion, USUAL_DISCRETION } from "../../domain/redaction/stand-ins.ts";
import { DAY_MS } from "../../domain/time.ts";
import { incidentId as id, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA, BOB } from "./testing/world.ts";

let keys = 0;

withOneIncident();

const commands = () => world.incidents.commands;
const queries = () => world.incidents.queries;
const note = (markdown: string, visibility: "shared" | "internal" = "shared") => {
  keys += 1;
  return commands().addNote({ incidentId: id, by: ADA, markdown, visibility, clientKey: `n${keys}` });
};
const share = async (kind: "snapshot" | "live" = "live", chosen: Partial<Discretion> = {}) => {
  const discretion = { ...USUAL_DISCRETION, ...chosen };
  const made = await commands().createShare({
    incidentId: id,
    kind,
    discretion,
    expiresInMs: DAY_MS,
    by: ADA,
  });
  return made.share.id as ShareId;
};
const resolve = () =>
  commands().setState({ incidentId: id, from: "triage", to: "resolved", reason: "it is over", by: ADA });

test("a live link shows what is added after it was made, redacted, and what is internal only as a count", async () => {
  const live = await share();
  await note("it was hunter2");
  await note("for us", "internal");
  const shared = await queries().sharedNow(live);
  expect(shared).toMatchObject({ live: "on", sharedBy: "Ada", incident: { state: "triage" } });
  const text = JSON.stringify(shared);
  expect(text).toContain("it was [redacted]");
  expect(text).not.toMatch(/hunter2|for us/);
  // The note, and that this link was made.
  expect(shared?.hiddenCount).toBe(2);
  expect(await queries().sharePreview(id, { sharedBy: "Ada" })).not.toHaveProperty("shared.live");
});

test("it freezes when the incident is over, at that moment, and stays so when the incident opens again", async () => {
  const live = await share();
  const still = await share("snapshot");
  await note("before the end");
  await resolve();
  await vi.waitFor(async () =>
    expect((await queries().shares(id)).find((one) => one.id === live)?.frozenAt).toBe(world.now),
  );
  world.now += 1_000;
  await note("after the end");
  await commands().setState({ incidentId: id, from: "resolved", to: "active", by: ADA });
  const shared = await queries().sharedNow(live);
  expect(shared).toMatchObject({ live: "over", incident: { state: "resolved" } });
  expect(JSON.stringify(shared)).toContain("before the end");
  expect(JSON.stringify(shared)).not.toContain("after the end");
  const ended = (await world.entriesOf(id)).findLast(({ at }) => at < world.now);
  expect(shared?.incident.headHash).toBe(ended?.hash);
  expect(await queries().sharedNow(still)).not.toHaveProperty("live");
});

test("what ended while Foghorn was about to freeze it is frozen at the next start", async () => {
  const live = await share();
  await note("said in time");
  const going = vi.spyOn(world.stores.shares, "going").mockResolvedValueOnce([]);
  await resolve();
  expect(going).toHaveBeenCalled();
  expect((await queries().shares(id)).find((one) => one.id === live)).not.toHaveProperty("frozenAt");
  const again = world.start();
  await again.start();
  expect((await again.queries.shares(id)).find((one) => one.id === live)?.frozenAt).toBe(world.now);
  expect(await again.queries.sharedNow(live)).toMatchObject({ live: "over" });
  await again.close();
});

test("of an incident that is over no live link is made", async () => {
  await resolve();
  await expect(share()).rejects.toMatchObject({ code: "conflict" });
  expect(await queries().shares(id)).toEqual([]);
  await expect(share("snapshot")).resolves.toBeTypeOf("string");
});

test("an entry that cannot be looked through is left out and counted", async () => {
  const live = await share();
  await note("short");
  keys += 1;
  await commands().pinLines({
    incidentId: id,
    by: ADA,
    hostId: "web-1",
    source: "docker.service",
    visibility: "shared",
    clientKey: `n${keys}`,
    lines: Array.from({ length: 400 }, () => ({ at: world.now, text: "x y ".repeat(1_000) })),
  });
  const shared = await queries().sharedNow(live);
  expect(shared?.uncheckedCount).toBe(1);
  expect(shared?.entries.some(({ body }) => body.kind === "lines.pinned")).toBe(false);
  expect(shared?.entries.some(({ body }) => body.kind === "note")).toBe(true);
});

test("many readers cost one look through each entry", async () => {
  const shares = [await share(), await share(), await share()];
  await note("once for all");
  await Promise.all(shares.flatMap((one) => Array.from({ length: 20 }, () => queries().sharedNow(one))));
  expect(world.redacted.filter((text) => text === "once for all")).toHaveLength(1);
});

test("what is erased is gone from a live link as well, and its readers are told", async () => {
  const live = await share();
  const frozen = await share("snapshot");
  await note("swordfish");
  await queries().sharedNow(live);
  const entry = (await world.entriesOf(id)).find(({ body }) => body.kind === "note");
  const snapshot = await share("snapshot");
  await commands().eraseEntry({
    incidentId: id,
    seq: entry?.seq ?? 0,
    reason: "a password",
    by: ADA,
    isAdmin: false,
  });
  for (const one of [live, snapshot])
    expect(JSON.stringify(await queries().sharedNow(one))).not.toContain("swordfish");
  await vi.waitFor(() => expect(new Set(world.changedShares)).toEqual(new Set([live, frozen, snapshot])));
});

test("revoked and expired live links show nothing", async () => {
  const revoked = await share();
  await commands().revokeShare({ incidentId: id, shareId: revoked, by: ADA });
  expect(await queries().sharedNow(revoked)).toBeUndefined();
  const expired = await share();
  world.now += DAY_MS;
  expect(await queries().sharedNow(expired)).toBeUndefined();
  expect(await queries().shared(expired)).toBeUndefined();
});

test("with aliases no host and no address is named, and what was named once keeps its alias as more is added", async () => {
  const live = await share("live", { hidesHosts: true });
  await note("web-1 lost 10.20.4.15");
  const before = await queries().sharedNow(live);
  expect(JSON.stringify(before)).not.toMatch(/web-1|10\.20\.4\.15/);
  expect(JSON.stringify(before)).toContain("host-1 lost address-1");
  expect(before?.redactions).toContainEqual({ rule: "host-name", count: expect.any(Number) });
  expect(before?.symptoms[0]).toMatchObject({ part: "dockerd", hostId: "host-1" });
  await note("and 10.20.4.16, then 10.20.4.15 again");
  const after = await queries().sharedNow(live);
  expect(JSON.stringify(after)).toContain("and address-2, then address-1 again");
  expect(after?.entries.slice(0, before?.entries.length)).toEqual(before?.entries);
  const told = async (discretion: Discretion) =>
    JSON.stringify((await queries().sharePreview(id, { sharedBy: "Ada", discretion }))?.shared);
  expect(await told(USUAL_DISCRETION)).toContain("10.20.4.15");
  expect(await told({ ...USUAL_DISCRETION, hidesHosts: true })).not.toContain("10.20.4.15");
});

test("people have the same letter in every entry, in what others wrote of them and beside their own notes; who shares it is the first", async () => {
  world.people = ["Nora Achebe"];
  const live = await share("live", { hidesPeople: true });
  await commands().addNote({
    incidentId: id,
    markdown: "@Nora Achebe looks, ada waits",
    visibility: "shared",
    clientKey: "people",
    by: BOB,
  });
  await commands().setRole({
    incidentId: id,
    role: "commander",
    to: { userId: BOB.userId, name: BOB.name },
    by: ADA,
  });
  const before = await queries().sharedNow(live);
  expect(JSON.stringify(before).replaceAll(/user-\w+/g, "")).not.toMatch(/\b(?:Ada|Bob|Nora|Achebe)\b/i);
  expect(before?.sharedBy).toBe("person A");
  expect(JSON.stringify(before)).toMatch(/@person [BC] looks, person A waits/);
  await note("Nora is back");
  const after = await queries().sharedNow(live);
  expect(after?.entries.slice(0, before?.entries.length)).toEqual(before?.entries);
});

test("words of the list are marks in every link that goes on, from the moment they are on it", async () => {
  await note("Acme cannot pay; ACME-shop is down");
  const live = await share();
  const still = await share("snapshot");
  expect(JSON.stringify(await queries().sharedNow(live))).toContain("Acme cannot pay");
  world.settings = { ...world.settings, ownWords: ["acme"] };
  world.incidents.ownWordsChanged();
  await vi.waitFor(() => expect(world.changedShares).toEqual([live]));
  const now = await queries().sharedNow(live);
  expect(JSON.stringify(now)).toMatch(/(\[redacted:own-word#[0-9a-f]{4}\]) cannot pay; \1-shop is down/);
  expect(now?.redactions).toContainEqual({ rule: "own-word", count: 2 });
  // A frozen one stays as it was made.
  expect(JSON.stringify(await queries().sharedNow(still))).toContain("Acme cannot pay");
  const told = await queries().sharePreview(id, {
    sharedBy: "Ada",
    discretion: { ...USUAL_DISCRETION, hidesWords: false },
  });
  expect(JSON.stringify(told?.shared)).toContain("Acme cannot pay");
  expect(told?.chosen.find(({ rule }) => rule === "own-word")).toMatchObject({ found: 1 });
  expect(told?.ownWordCount).toBe(1);
});

test("what who shares it says of it is redacted, told anew while the link goes on, and stays when it is frozen", async () => {
  const summaryOf = async (shareId: ShareId) => (await queries().sharedNow(shareId))?.summary;
  const made = async (kind: "live" | "snapshot") => {
    const { share: one } = await commands().createShare({
      incidentId: id,
      kind,
      summary: " The shop was slow; it was hunter2. ",
      expiresInMs: DAY_MS,
      by: ADA,
    });
    return one.id as ShareId;
  };
  const live = await made("live");
  const still = await made("snapshot");
  for (const one of [live, still]) expect(await summaryOf(one)).toBe("The shop was slow; it was [redacted].");
  expect(JSON.stringify(await queries().shares(id))).not.toContain("hunter2");
  await commands().changeShare({ incidentId: id, shareId: live, summary: "It is over.", by: ADA });
  expect(world.changedShares).toEqual([live]);
  expect(await summaryOf(live)).toBe("It is over.");
  await expect(
    commands().changeShare({ incidentId: id, shareId: still, summary: "no", by: ADA }),
  ).rejects.toMatchObject({ code: "conflict" });
  await commands().changeShare({ incidentId: id, shareId: live, summary: "  ", by: ADA });
  expect(await summaryOf(live)).toBeUndefined();
  await commands().changeShare({ incidentId: id, shareId: live, summary: "At last.", by: ADA });
  await commands().setState({ incidentId: id, from: "triage", to: "dismissed", reason: "no", by: ADA });
  await vi.waitFor(async () => expect((await queries().sharedNow(live))?.live).toBe("over"));
  expect(await summaryOf(live)).toBe("At last.");
  await expect(
    commands().changeShare({ incidentId: id, shareId: live, summary: "later", by: ADA }),
  ).rejects.toMatchObject({ code: "conflict" });
});
