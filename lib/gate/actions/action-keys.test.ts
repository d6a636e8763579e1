import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ActionKeys, openActionKeys } from "./action-keys.ts";

let folder: string;
let now = 0;
beforeEach(() => {
  folder = mkdtempSync("/tmp/fk-");
  now = 1_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, "action-keys");
function open(): ActionKeys {
  const keys = openActionKeys(folder, () => now);
  keys.recall();
  return keys;
}

test("a key is on the disk once it is begun, and with its end when it has one", () => {
  const keys = open();
  keys.begin("key-0001");
  expect(keys.stateOf("key-0001")).toBe("running");
  expect(open().stateOf("key-0001")).toBe("unknown");
  keys.end("key-0001", "failed");
  expect(open().stateOf("key-0001")).toBe("failed");
  expect(open().lost()).toEqual([]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a line that a crash cut off hides neither what stands before nor what comes after", () => {
  open().begin("key-0001");
  appendFileSync(file(), "begun key-00");
  const keys = open();
  keys.begin("key-0002");
  expect(open().lost()).toEqual(["key-0001", "key-0002"]);
});

test("reading alone changes nothing: another gate may have the file", () => {
  open().begin("key-0001");
  appendFileSync(file(), "begun key-00");
  const before = readFileSync(file());
  open();
  expect(readFileSync(file())).toEqual(before);
});

test("the file stays small, and keeps the newest thousand", () => {
  const keys = open();
  for (let count = 0; count < 2_500; count += 1) {
    now += 10;
    keys.begin(`key-${count}`);
    keys.end(`key-${count}`, "done");
  }
  expect(readFileSync(file(), "utf8").split("\n").length).toBeLessThan(4_002);
  expect(open().stateOf("key-2499")).toBe("done");
  expect(open().stateOf("key-1")).toBeUndefined();
  expect(open().begunAfter(now - 15)).toEqual([now - 10, now]);
});
