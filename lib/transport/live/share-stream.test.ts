import { afterEach, beforeEach, expect, test } from "vitest";
import { LIVE_CLOSE, TOPIC_KINDS } from "../../protocol/live.ts";
import { TOPICS } from "../policy.ts";
import { open, openShare as openStream, rig, secret, start, stop } from "../testing/live-rig.ts";
import { SHARE_TOKEN } from "../testing/rig.ts";

beforeEach(() => start({ sharesMs: 5 }));
afterEach(stop);

const TOPIC = "shared:share-1";
const entry = (seq: number, text: string) => ({ seq, body: { kind: "note", markdown: text } });
const tell = (entries: readonly unknown[], live: "on" | "over" = "on") => {
  rig.scripted.set(TOPIC, { incident: { id: "INC-1" }, live, entries });
};
const grow = (entries: readonly unknown[], live: "on" | "over" = "on") => {
  tell(entries, live);
  rig.scripted.publish({ kind: "state", topic: "incident:INC-1" });
};
const cookie = `foghorn-share=${SHARE_TOKEN}`;

test("a reader gets what the link shows, and then only what is new", async () => {
  tell([entry(1, "first")]);
  const reader = await openStream(cookie);
  reader.send({ kind: "sub", id: 1, topic: "share" });
  reader.send({ kind: "sub", id: 2, topic: "share-entries" });
  await reader.until(() => reader.of(1).length + reader.of(2).length === 2);
  expect(reader.of(1)[0]).toMatchObject({ kind: "snap", data: { shareId: "share-1", live: "on" } });
  expect(reader.of(1)[0]?.data).not.toHaveProperty("entries");
  expect(reader.of(2)[0]).toMatchObject({ data: [{ id: "1", seq: 1 }] });
  grow([entry(1, "first"), entry(2, "second")]);
  await reader.until(() => reader.of(2).length === 2);
  expect(reader.of(2)[1]).toMatchObject({ kind: "delta", data: { put: [{ id: "2", seq: 2 }], del: [] } });
});

test("it reaches no other topic, whatever it asks for, and no room", async () => {
  tell([]);
  const reader = await openStream(cookie);
  const asked = TOPIC_KINDS.filter((kind) => TOPICS[kind] !== "share").map((kind) =>
    kind === "logs"
      ? `logs:web-1/${"a".repeat(64)}`
      : /^(?:host|events|engine-log)$/.test(kind)
        ? `${kind}:web-1`
        : /^(?:incident|presence|postmortem|paper|shares|entries)$/.test(kind)
          ? `${kind}:INC-1`
          : kind,
  );
  expect(asked).toHaveLength(TOPIC_KINDS.length - 2);
  for (const [index, topic] of asked.entries()) reader.send({ kind: "sub", id: index + 1, topic });
  await reader.until(() => reader.seen.length === asked.length);
  for (const message of reader.seen) expect(message).toMatchObject({ kind: "error", code: "forbidden" });
  reader.send({ kind: "here", incident: "INC-1", panel: "timeline" });
  reader.send({ kind: "sub", id: 90, topic: "share:share-2" });
  await reader.until(() => reader.of(-1).length === 2);
  expect(reader.of(-1).map(({ code }) => code)).toEqual(["forbidden", "invalid-input"]);
});

test("who is signed in reads no link on their own stream, and a link's cookie opens no stream of theirs", async () => {
  const person = await open();
  person.send({ kind: "sub", id: 1, topic: "share" });
  await person.until(() => person.of(1).length === 1);
  expect(person.of(1)[0]).toMatchObject({ kind: "error", code: "forbidden" });
  await expect(open(cookie)).rejects.toThrow("401");
  await expect(openStream(`foghorn=${secret}`)).rejects.toThrow("401");
  await expect(openStream("")).rejects.toThrow("401");
});

test("what is revoked ends at once for all its readers; what opens nothing is told the same", async () => {
  tell([]);
  const readers = [await openStream(cookie), await openStream(cookie)];
  rig.scripted.publish({ kind: "share-revoked", shareId: "share-1" });
  const ended = { code: LIVE_CLOSE.shareEnded, reason: "ended" };
  for (const reader of readers) expect(await reader.closed).toEqual(ended);
  expect(await (await openStream(`foghorn-share=${"u".repeat(43)}`)).closed).toEqual(ended);
});

test("many readers of one link cost one reading for each change", async () => {
  tell([entry(1, "first")]);
  const readers = await Promise.all(Array.from({ length: 20 }, () => openStream(cookie)));
  for (const reader of readers) {
    reader.send({ kind: "sub", id: 1, topic: "share" });
    reader.send({ kind: "sub", id: 2, topic: "share-entries" });
    await reader.until(() => reader.of(1).length + reader.of(2).length === 2);
  }
  const before = rig.scripted.counts.stateReads;
  grow([entry(1, "first"), entry(2, "second")]);
  for (const reader of readers) await reader.until(() => reader.of(2).length === 2);
  expect(rig.scripted.counts.stateReads - before).toBe(1);
});

test("those who work on the incident see how many read, and readers take no room from them", async () => {
  await stop();
  await start({ sharesMs: 5, shareSockets: 2, sockets: 1 });
  tell([]);
  rig.scripted.set("shares:INC-1", [{ id: "share-1", views: 3 }]);
  const person = await open();
  person.send({ kind: "sub", id: 1, topic: "shares:INC-1" });
  await person.until(() => person.of(1).length === 1);
  expect(person.of(1)[0]).toMatchObject({ data: [{ id: "share-1", readers: 0 }] });
  const reader = await openStream(cookie);
  await person.until(() => person.of(1).length === 2);
  expect(person.of(1)[1]).toMatchObject({ data: { put: [{ id: "share-1", views: 3, readers: 1 }] } });
  await openStream(cookie);
  await expect(openStream(cookie)).rejects.toThrow("429");
  reader.socket.terminate();
  await person.until(() => JSON.stringify(person.of(1).at(-1)).includes('"readers":1'));
});

test("a link whose time is over ends for those who read it", async () => {
  await stop();
  await start({ sharesMs: 5, pongWithinMs: 40 });
  rig.shareLastsMs(100);
  expect((await (await openStream(cookie)).closed).code).toBe(LIVE_CLOSE.shareEnded);
});

test("of a recording, whose clock is not ours, a link ends by that clock", async () => {
  await stop();
  await start({ sharesMs: 5, pongWithinMs: 40 });
  rig.sessionAt(Date.now() - 86_400_000);
  rig.shareLastsMs(-80_000_000);
  tell([]);
  const reader = await openStream(cookie);
  reader.send({ kind: "sub", id: 1, topic: "share" });
  await reader.until(() => reader.of(1).length === 1);
  rig.sessionAt(Date.now());
  expect((await reader.closed).code).toBe(LIVE_CLOSE.shareEnded);
});
