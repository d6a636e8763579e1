import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cursorTime } from "./continuity.ts";
import { createSavedCursor, createSeenMemory } from "./saved-cursor.ts";

const CURSOR = "s=a;i=5;b=b;m=1;t=660c78a8a6333;x=9";
let stateDir: string;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "foghorn-cursor-"));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

describe("the saved cursor of a host", () => {
  test("a gate that starts again finds what the one before saved", async () => {
    expect(await createSavedCursor(stateDir, "web-1").load()).toBeUndefined();
    const saved = createSavedCursor(stateDir, "web-1");
    saved.save("first");
    saved.save("second");
    await saved.flush();
    expect(await createSavedCursor(stateDir, "web-1").load()).toBe("second");
    expect(await createSavedCursor(stateDir, "web-2").load()).toBeUndefined();
  });

  test("only the owner may read it, and no half-written file is left", async () => {
    const saved = createSavedCursor(stateDir, "web-1");
    saved.save("first");
    await saved.flush();
    expect(await readdir(join(stateDir, "cursors"))).toEqual(["web-1"]);
    expect((await stat(join(stateDir, "cursors", "web-1"))).mode & 0o777).toBe(0o600);
  });

  test("an id that is no file name stays within the directory", async () => {
    const saved = createSavedCursor(stateDir, "../../escape");
    saved.save("first");
    await saved.flush();
    expect(await readdir(join(stateDir, "cursors"))).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test("a state directory that cannot be written is told to whoever waits", async () => {
    const file = join(stateDir, "file");
    await writeFile(file, "");
    const saved = createSavedCursor(file, "web-1");
    saved.save("first");
    await expect(saved.flush()).rejects.toThrow();
  });
});

describe("until when everything was read", () => {
  test("saving alone proves only the line itself", async () => {
    const saved = createSavedCursor(stateDir, "web-1");
    saved.save(CURSOR);
    await saved.flush();
    expect(createSeenMemory(stateDir, "web-1").seenAt(CURSOR)).toBe(cursorTime(CURSOR));
  });

  test("a follower that is open moves it, but only for the line that is stored", async () => {
    const saved = createSavedCursor(stateDir, "web-1");
    saved.save(CURSOR);
    await saved.flush();
    const path = join(stateDir, "cursors", "web-1");
    const old = new Date(Date.now() - 86_400_000);
    await utimes(path, old, old);
    const memory = createSeenMemory(stateDir, "web-1");
    memory.confirm("another line");
    expect(memory.seenAt(CURSOR)).toBe(old.getTime());
    memory.confirm(CURSOR);
    expect(memory.seenAt(CURSOR)).toBeGreaterThan(Date.now() - 60_000);
    expect(memory.seenAt("another line")).toBeUndefined();
    expect((await readFile(path, "utf8")).trim()).toBe(CURSOR);
  });
});
