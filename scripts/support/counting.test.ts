import { expect, test } from "vitest";
import { countsOfPlaywright, countsOfVitest } from "./runners.ts";
import { closingLine, exitCodeOf, sum } from "./step.ts";
import { retryDelayMs } from "./supervise.ts";

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numFailedTestSuites: 0,
  success: true,
};

test("the closing line names what was skipped only when something was", () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
});

test("a test file that could not be loaded is a failure, though no test of it failed", () => {
  expect(countsOfVitest({ ...report, success: false, numFailedTestSuites: 1 }).failed).toBe(1);
  expect(countsOfVitest({ ...report, success: false, numFailedTests: 4 }).failed).toBe(4);
});

test("skipped and to-be-written tests count as skipped", () => {
  expect(countsOfVitest({ ...report, numPendingTests: 1, numTodoTests: 1 })).toEqual({
    passed: 3,
    failed: 0,
    skipped: 2,
  });
});

test("a browser test that passes only sometimes has failed, and so has a run with errors of its own", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countsOfPlaywright({ stats, errors: ["no browser"] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test.each([
  [{ passed: 1, failed: 0, skipped: 0 }, true, 0],
  [{ passed: 1, failed: 0, skipped: 1 }, false, 0],
  [{ passed: 1, failed: 0, skipped: 1 }, true, 1],
  [{ passed: 1, failed: 1, skipped: 0 }, false, 1],
])("%j with CI %s ends with %i", (counts, isCi, code) => {
  expect(exitCodeOf(counts, isCi)).toBe(code);
});

test("counts of all runners are summed", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one, one])).toEqual({ passed: 3, failed: 6, skipped: 9 });
});

test("a process that keeps dying is started again ever more slowly, at last every ten seconds", () => {
  expect([0, 1, 2, 3, 20].map(retryDelayMs)).toEqual([250, 500, 1_000, 2_000, 10_000]);
});
