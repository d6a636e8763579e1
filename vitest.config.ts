import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest of the lab: begun last, one of them would keep its lane busy while the other is idle. */
const LONGEST = [
  "availability.lab",
  "families.lab",
  "drill.lab",
  "actions.lab",
  "never-starts.lab",
  "real-engine.lab",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.includes(name));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

const shared = {
  environment: "node",
  // Two busy cores and real processes: a test that hangs is found all the same.
  testTimeout: 30_000,
  // A condition is waited for as long: the library's one second is over before a starved process had its turn.
  expect: { poll: { timeout: 15_000 } },
  // Files of one worker share its modules: nothing here keeps state in one, and loading them anew is most of the time.
  isolate: false,
  // Next answers this import itself; here it guards nothing.
  alias: { "server-only": "next/dist/compiled/server-only/empty.js" },
} as const;

/** These keep a promise in seconds, start of a process included: beside faults of other files they would measure those. */
const ALONE = ["scripts/diagnose.lab.test.ts"];

const lab = { ...shared, testTimeout: 120_000, hookTimeout: 180_000 } as const;

// Pure knowledge, what needs nothing but Node, and what needs real engines in the lab.
export default defineConfig({
  test: {
    // Many tests wait for real processes and real clocks: two cores carry more of them than one each.
    maxWorkers: 5,
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: "domain",
          include: ["{lib/domain,components,lib/protocol}/**/*.test.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "unit",
          include: ["{lib,lab,scripts,app,components,bench}/**/*.test.ts"],
          exclude: ["**/*.lab.test.ts", "lib/domain/**", "components/**", "lib/protocol/**"],
        },
      },
      {
        test: {
          ...lab,
          name: "lab",
          include: ["{lib,lab,scripts,app}/**/*.lab.test.ts"],
          exclude: ALONE,
          // Most of their time is waiting for engines. Each file has hosts of its own, so faults disturb nobody else.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...lab,
          name: "lab-alone",
          include: ALONE,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
