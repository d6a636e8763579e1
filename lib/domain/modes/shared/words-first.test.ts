import { describe, expect, test } from "vitest";
import { SIGNATURES } from "../../signatures/signatures.ts";
import { cpuMs } from "../../testing/cpu-ms.ts";
import { wordsFirst } from "./words-first.ts";

function times(count: number, work: () => void): void {
  for (let turn = 0; turn < count; turn += 1) work();
}

describe("words under a condition on what stands before", () => {
  const pattern = new RegExp(
    wordsFirst(String.raw`(?<!pull[\s\S]{0,50})`, String.raw`error \(x\) of (\w+)|gone`),
  );

  test("are found with what they catch, once", () => {
    expect(pattern.exec("an error (x) of web")?.slice(1)).toEqual(["web"]);
    expect(pattern.exec("it is gone")?.slice(1)).toEqual([undefined]);
  });

  test("and not where the condition fails", () => {
    expect(pattern.test("pull: error (x) of web")).toBe(false);
  });
});

test("a long line of normal life costs no signature more than a moment", () => {
  const line = `level=info msg="loading plugin" ${"id=a1b2c3 type=io.containerd.runtime.v1.linux ".repeat(8)}`;
  const slow = SIGNATURES.filter(({ pattern }) => {
    pattern.exec(line); // compiled at the first use
    return cpuMs(() => times(20, () => pattern.exec(line))) > 20;
  });
  expect(slow.map(({ id }) => id)).toEqual([]);
});

test.each([
  "Error ",
  "error during connect: ",
  "failed to register layer: ",
  "x509: ",
  "lookup a: ",
  "/sys/fs/cgroup/",
  "cgroup",
  " ",
  "\n",
])("neither does one that says %j over and over", (words) => {
  const line = words.repeat(Math.ceil(8_192 / words.length));
  const slow = SIGNATURES.filter(({ pattern }) => cpuMs(() => pattern.exec(line)) > 250);
  expect(slow.map(({ id }) => id)).toEqual([]);
});
