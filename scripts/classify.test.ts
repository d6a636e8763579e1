import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

/* The script as a person calls it. */

async function classify(input: string | Buffer, isReadToTheEnd = true) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "classify.ts")]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
    if (!isReadToTheEnd) child.stdout.destroy();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

const aCase = (rest: object = {}) => ({ id: "shop-1", kind: "daemon-log", lines: ["fine"], ...rest });

test.each<[string, string, RegExp]>([
  ["nothing at all", " \n", /nothing came in\. Give it \[\{"id"/],
  ["what is no JSON", "dockerd[8]: panic", /the input is not JSON: /],
  ["what is no list", JSON.stringify({ cases: [] }), /cases: .*expected array/],
  ["a kind that is none", JSON.stringify([aCase(), aCase({ kind: "log" })]), /cases\[1\]\.kind \(shop-1\): /],
  ["lines that are none", JSON.stringify([aCase({ lines: [7] })]), /cases\[0\]\.lines\[0\] \(shop-1\): /],
])("%s is refused in one line, and nothing is printed", async (_name, input, said) => {
  const { code, stdout, stderr } = await classify(input);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(said);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("every case is answered, in order, whatever bytes its lines are made of", async () => {
  const odd = Buffer.from([0xff, 0xfe, 0xc3]);
  const input = Buffer.concat([
    Buffer.from('[{"id":"a","kind":"daemon-log","lines":["'),
    odd,
    Buffer.from('","\\u0000panic: it ends\\r"]},{"id":"b","kind":"kernel-log","lines":[]}]'),
  ]);
  const { code, stdout, stderr } = await classify(input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const answers: readonly { id: string; found: readonly { symptom: string; line: number }[] }[] =
    JSON.parse(stdout);
  expect(answers.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(answers[0]?.found[0]).toMatchObject({ symptom: "daemon-crash", line: 1 });
  expect(answers[1]?.found).toEqual([]);
});

test("whoever has read enough may go", async () => {
  const many = Array.from({ length: 20_000 }, () => aCase());
  const { code, stderr } = await classify(JSON.stringify(many), false);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
