import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, type Database } from "./connect.ts";
import { DATABASE_FILE } from "./data-directory.ts";
import { makeMigratedDirectory } from "./testing/temporary-storage.ts";
import { createWriteQueue, type WriteQueue } from "./write-queue.ts";

let directory: string;
let database: Database;
let queue: WriteQueue;
let commits: number[];
let rollbacks: number;

beforeEach(async () => {
  directory = await makeMigratedDirectory();
  ({ database } = await connect(join(directory, DATABASE_FILE)));
  commits = [];
  rollbacks = 0;
  queue = createWriteQueue(
    (operations) => {
      commits.push(operations.length);
      return database.$transaction(operations);
    },
    () => {
      rollbacks += 1;
    },
  );
});
afterEach(async () => {
  await database.$disconnect();
  rmSync(directory, { recursive: true, force: true });
});

const setting = (key: string, value = "v") =>
  database.setting.create({ data: { key, value, changedAt: 1n } });
const put = (key: string, value?: string) =>
  queue.run(async () => ({ operations: [setting(key, value)], result: key }));
const stored = async () =>
  (await database.setting.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key);

describe("group commit", () => {
  test("jobs that wait together share one commit, in their order", async () => {
    expect(await Promise.all(["a", "b", "c"].map((key) => put(key)))).toEqual(["a", "b", "c"]);
    expect(commits).toEqual([3]);
  });

  test("a job of its own sees everything before it, and nothing joins its commit", async () => {
    const seen: number[] = [];
    const count = () =>
      queue.runAlone(async () => {
        seen.push(await database.setting.count());
        return { operations: [setting(`count-${seen.length}`)], result: undefined };
      });
    await Promise.all([put("a"), put("b"), count(), count(), put("c")]);
    expect(seen).toEqual([2, 3]);
    expect(commits).toEqual([2, 1, 1, 1]);
  });

  test("answers go to the job whose operations they are", async () => {
    const update = (key: string) =>
      queue.run(async () => ({
        operations: [database.setting.updateMany({ where: { key }, data: { value: "n" } })],
        resultOf: ([answer]: readonly unknown[]) => (answer as { count: number }).count,
      }));
    expect(await Promise.all([put("a"), update("a"), update("none")])).toEqual(["a", 1, 0]);
  });
});

describe("a job that fails", () => {
  test("does not take the others of its batch with it, and what was remembered is forgotten", async () => {
    await put("taken");
    const results = await Promise.allSettled([put("a"), put("taken"), put("b")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { code: "conflict" } });
    expect(await stored()).toEqual(["a", "b", "taken"]);
    expect(rollbacks).toBe(2);
  });

  test("with a plan that throws is answered with what it threw, and nothing of it is written", async () => {
    const failing = queue.run(async () => {
      throw new RangeError("no plan");
    });
    const [first, second] = await Promise.allSettled([failing, put("a")]);
    expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
    expect(rollbacks).toBe(0);
  });

  test("with two operations leaves neither", async () => {
    await put("taken");
    const both = queue.run(async () => ({
      operations: [setting("new"), setting("taken")],
      result: undefined,
    }));
    await expect(both).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toEqual(["taken"]);
    expect(queue.failure()).toBeUndefined();
  });
});

test("a full disk refuses the write with a sentence, is shown until a write succeeds, and loses nothing before it", async () => {
  await put("before");
  // SQLite's own limit on pages answers as a full disk does.
  await database.$queryRawUnsafe("PRAGMA max_page_count = 1");
  await expect(put("large", "x".repeat(200_000))).rejects.toMatchObject({
    code: "storage",
    message: expect.stringContaining("disk is full"),
  });
  expect(queue.failure()?.message).toContain("disk is full");
  await database.$queryRawUnsafe("PRAGMA max_page_count = 1000000");
  await put("after");
  expect(queue.failure()).toBeUndefined();
  expect(await stored()).toEqual(["after", "before"]);
});

test("no code opens an interactive transaction: it would roll back what others wrote meanwhile", () => {
  const interactive = /\$transaction\(\s*(?:async|function|\(?\s*\w*\s*\)?\s*=>)/;
  const root = resolve(import.meta.dirname, "../../..");
  const files = ["lib", "scripts", "app"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated") && !file.endsWith(".test.ts"))
      .map((file) => join(root, folder, file)),
  );
  expect(interactive.test("await db.$transaction(async (tx) => {")).toBe(true);
  expect(interactive.test("database.$transaction(operations)")).toBe(false);
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => interactive.test(readFileSync(file, "utf8")))).toEqual([]);
});
