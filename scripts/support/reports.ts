import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./run-foghorn.ts";
import type { Counts, Failure } from "./step.ts";

/* What the runners' JSON reports say, in counts and in the names of what failed. */

export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** A file that cannot be loaded has no tests to fail, so it counts as one that did. */
export function countsOfVitest(report: VitestReport): Counts {
  const failures = report.testResults.flatMap((file): Failure[] => {
    const name = relative(root, file.name);
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed")
      return [{ title: name, message: plain(file.message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      title: `${name} › ${fullName}`,
      message: plain(failureMessages?.join("\n") ?? ""),
    }));
  });
  return {
    passed: report.numPassedTests,
    failed: report.success ? report.numFailedTests : Math.max(1, failures.length, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly line: number;
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly { readonly message?: string }[];
  readonly suites: readonly PlaywrightSuite[];
}

/** A test that passes only sometimes has failed, and so has a run with errors of its own. */
export const countsOfPlaywright = ({ stats, errors, suites }: PlaywrightReport): Counts => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
  failures: [
    ...errors.map(({ message = "" }) => ({ title: "the run itself", message: plain(message) })),
    ...suites.flatMap(failuresOfSuite),
  ],
});

const failuresOfSuite = ({ suites = [], specs }: PlaywrightSuite): Failure[] => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
    .map(({ file, line, title, tests }) => ({
      title: `${file}:${line} › ${title}`,
      message: plain(
        tests
          .flatMap(({ results }) => results.flatMap(({ errors }) => errors))
          .map(({ message = "" }) => message)
          .join("\n"),
      ),
    })),
  ...suites.flatMap(failuresOfSuite),
];

/** Without colours, and without the steps of a stack that lead through somebody else's code. */
const plain = (text: string): string =>
  stripVTControlCharacters(text)
    .split("\n")
    .filter((line) => !/^\s+at .*node_modules/.test(line))
    .join("\n")
    .trim();
