import { join } from "node:path";
import { expect, test } from "vitest";
import { countsOfPlaywright, countsOfVitest } from "./reports.ts";
import { root } from "./run-foghorn.ts";
import { closing, exitCodeOf, NOTHING, sum } from "./step.ts";
import { retryDelayMs } from "./supervise.ts";

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
};

const assertion = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});

test("the closing line names what was skipped only when something was", () => {
  expect(closing({ ...NOTHING, passed: 12 })).toBe("12 passed, 0 failed");
  expect(closing({ ...NOTHING, passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
});

test("what failed stands together above the closing line, its message cut", () => {
  const message = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
  const lines = closing({ ...NOTHING, failed: 1, failures: [{ title: "a.test.ts › adds", message }] }).split(
    "\n",
  );
  expect(lines).toHaveLength(14);
  expect(lines[0]).toBe("FAILED a.test.ts › adds");
  expect(lines[1]).toBe("    line 0");
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("each failed unit test is named with its file and what it said, without colours", () => {
  const file = {
    name: join(root, "a.test.ts"),
    status: "failed",
    message: "",
    assertionResults: [
      assertion("adds", "passed"),
      assertion("divides", "failed", ["\u001b[31mexpected 1\u001b[39m"]),
    ],
  };
  expect(countsOfVitest({ ...report, numFailedTests: 1, success: false, testResults: [file] })).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
    failures: [{ title: "a.test.ts › divides", message: "expected 1" }],
  });
});

test("a test file that could not be loaded is a failure, though no test of it failed", () => {
  const file = {
    name: join(root, "b.test.ts"),
    status: "failed",
    message: "no such module",
    assertionResults: [],
  };
  const counts = countsOfVitest({ ...report, success: false, testResults: [file] });
  expect(counts.failed).toBe(1);
  expect(counts.failures).toEqual([{ title: "b.test.ts", message: "no such module" }]);
  expect(countsOfVitest({ ...report, success: false }).failed).toBe(1);
});

test("skipped and to-be-written tests count as skipped", () => {
  expect(countsOfVitest({ ...report, numPendingTests: 1, numTodoTests: 1 })).toMatchObject({
    passed: 3,
    failed: 0,
    skipped: 2,
  });
});

test("a browser test that passes only sometimes has failed, and so has a run with errors of its own", () => {
  const spec = (title: string, status: string, message?: string) => ({
    file: "room.spec.ts",
    line: 7,
    title,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  const counts = countsOfPlaywright({
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: "no browser" }],
    suites: [
      {
        specs: [spec("opens", "expected"), spec("closes", "unexpected", "timed out")],
        suites: [{ specs: [spec("blinks", "flaky")] }],
      },
    ],
  });
  expect(counts).toEqual({
    passed: 5,
    failed: 3,
    skipped: 2,
    failures: [
      { title: "the run itself", message: "no browser" },
      { title: "room.spec.ts:7 › closes", message: "timed out" },
      { title: "room.spec.ts:7 › blinks", message: "" },
    ],
  });
});

test.each([
  [{ passed: 1, failed: 0, skipped: 0 }, true, 0],
  [{ passed: 1, failed: 0, skipped: 1 }, false, 0],
  [{ passed: 1, failed: 0, skipped: 1 }, true, 1],
  [{ passed: 1, failed: 1, skipped: 0 }, false, 1],
])("%j with CI %s ends with %i", (counts, isCi, code) => {
  expect(exitCodeOf({ ...counts, failures: [] }, isCi)).toBe(code);
});

test("counts of all runners are summed", () => {
  const failure = { title: "adds", message: "" };
  const one = { passed: 1, failed: 2, skipped: 3, failures: [failure] };
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6, failures: [failure, failure] });
});

test("a process that keeps dying is started again ever more slowly, at last every ten seconds", () => {
  expect([0, 1, 2, 3, 20].map(retryDelayMs)).toEqual([250, 500, 1_000, 2_000, 10_000]);
});
