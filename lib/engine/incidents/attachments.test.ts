import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { incidentId as id, withOneIncident, world } from "./testing/one-incident.ts";
import { ADA, BOB } from "./testing/world.ts";

withOneIncident();

const TEXT = new TextEncoder().encode("goroutine 1 [running]: swordfish\n");
const part = (offset: number, to: number, more: { name?: string; bytes?: Uint8Array; key?: string } = {}) => {
  const bytes = more.bytes ?? TEXT;
  return world.incidents.commands.attachPart({
    incidentId: id,
    name: more.name ?? "stacks.log",
    sizeBytes: bytes.length,
    offset,
    data: bytes.subarray(offset, to),
    visibility: "internal",
    clientKey: more.key ?? "key-00001",
    by: ADA,
  });
};
const whole = (more: Parameters<typeof part>[2] = {}) => part(0, more.bytes?.length ?? TEXT.length, more);

test("a file that came in parts is kept as it was, and its entry tells name, size and digest", async () => {
  expect(await part(0, 10)).toBeUndefined();
  const entry = await part(10, TEXT.length);
  expect(entry?.body).toEqual({
    kind: "attachment.added",
    name: "stacks.log",
    mediaType: "text/plain",
    sizeBytes: TEXT.length,
    sha256: createHash("sha256").update(TEXT).digest("hex"),
  });
  const kept = await world.incidents.queries.attachment(id, entry?.seq ?? 0);
  expect(kept && Buffer.from(kept.bytes).equals(TEXT)).toBe(true);
  expect(await world.stores.incidents.verify(id)).toBeUndefined();
  expect((await world.incidents.queries.postmortem(id))?.markdown).toContain("attached stacks.log, ");
});

test("the same file sent again is one entry", async () => {
  const first = await whole();
  expect((await whole())?.seq).toBe(first?.seq);
});

test("a part that does not follow the one before is refused, and the file begins anew", async () => {
  await part(0, 10);
  await expect(part(12, 20)).rejects.toMatchObject({ code: "conflict" });
  await expect(part(10, 20)).rejects.toMatchObject({ code: "conflict" });
  expect((await whole())?.body.kind).toBe("attachment.added");
});

test("what is neither picture nor text is not taken, and people cannot fill the memory with files", async () => {
  const elf = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1);
  await expect(whole({ name: "tool.txt", bytes: elf })).rejects.toMatchObject({ code: "invalid-input" });
  for (const key of ["key-00002", "key-00003", "key-00004", "key-00005"]) await part(0, 5, { key });
  await expect(part(0, 5, { key: "key-00006" })).rejects.toMatchObject({ code: "rate-limited" });
  world.now += 121_000;
  expect(await part(0, 5, { key: "key-00006" })).toBeUndefined();
});

test("an erased file is gone with its bytes, and the chain stays whole", async () => {
  const seq = (await whole())?.seq ?? 0;
  const erase = (by: typeof ADA, isAdmin: boolean) =>
    world.incidents.commands.eraseEntry({ incidentId: id, seq, reason: "a password", by, isAdmin });
  await expect(erase(BOB, false)).rejects.toMatchObject({ code: "forbidden" });
  expect((await erase(BOB, true)).body).toMatchObject({ what: "file", seqs: [seq] });
  expect(await world.incidents.queries.attachment(id, seq)).toBeUndefined();
  expect(await world.stores.incidents.attachment(id, seq)).toBeUndefined();
  expect(await world.stores.incidents.verify(id)).toBeUndefined();
});
