import { expect, test } from "vitest";
import type { CheckReading, RunbookStep, StepState } from "../runbook.ts";
import { currentStep, locksOf, markNow, wayNow } from "./current-step.ts";
import { fitsEngines, parseEngines } from "./engine-range.ts";

const step = (id: string, rest: Partial<RunbookStep> = {}): RunbookStep => ({
  id,
  kind: "manual",
  title: id,
  text: "",
  commands: [],
  ...rest,
});
const PING = { probe: "api.ping", operator: "answers" } as const;
const LIVE = { probe: "engine.live-restore", operator: "is", value: true } as const;
type Outcomes = Readonly<Record<string, CheckReading["outcome"]>>;
const reads =
  (outcomes: Outcomes) =>
  ({ probe }: { readonly probe: string }): CheckReading => ({
    outcome: outcomes[probe] ?? "unknown",
    reading: "",
    condition: "",
  });

const TREE = [
  step("answers", { kind: "check", pass: PING, no: { kind: "runbook", runbookId: "daemon-down" } }),
  step("local", {
    yes: { kind: "step", stepId: "outside" },
    no: { kind: "runbook", runbookId: "container" },
  }),
  step("inside"),
  step("outside"),
];
const ticked = (stepId: string, answer?: "yes" | "no"): StepState => ({
  stepId,
  mark: "ticked",
  ...(answer && { answer }),
});
const where = (outcomes: Outcomes, recorded: readonly StepState[] = []) => {
  const markOf = markNow(TREE, undefined, reads(outcomes), recorded);
  return {
    current: currentStep(TREE, markOf, undefined)?.step.id,
    leadsTo: wayNow(TREE, reads(outcomes), recorded).leadsTo?.runbookId,
    marks: TREE.map(({ id }) => markOf(id)),
  };
};

test("a reading that answers a question leads to the runbook, and what lies behind is not needed", () => {
  expect(where({ "api.ping": "failing" })).toEqual({
    current: undefined,
    leadsTo: "daemon-down",
    marks: ["answered", "not-needed", "not-needed", "not-needed"],
  });
});

test("what nobody can read is a question for a person", () => {
  expect(where({}).current).toBe("answers");
  expect(where({}, [ticked("answers", "no")]).leadsTo).toBe("daemon-down");
  expect(where({}, [{ stepId: "answers", mark: "skipped" }]).current).toBe("local");
});

test("an answer jumps over steps that belong to the other one", () => {
  const way = where({ "api.ping": "passing" }, [ticked("local", "yes")]);
  expect(way).toMatchObject({ current: "outside", leadsTo: undefined });
  expect(way.marks).toEqual(["passed", "ticked", "not-needed", "open"]);
});

test("a step for other hosts is passed over only while its reading says so", () => {
  const steps = [step("warn", { when: [LIVE] }), step("next")];
  const current = (outcome: CheckReading["outcome"]) =>
    currentStep(steps, markNow(steps, undefined, reads({ "engine.live-restore": outcome })), undefined)?.step
      .id;
  expect(current("passing")).toBe("warn");
  expect(current("unknown")).toBe("warn");
  expect(current("failing")).toBe("next");
});

test("a locked step opens when all that unlock it are done or skipped", () => {
  const last = step("last", { lockedBy: ["a", "b"] });
  const locks = (marks: Readonly<Record<string, StepState["mark"]>>) => locksOf(last, (id) => marks[id]);
  expect(locks({})).toEqual(["a", "b"]);
  expect(locks({ a: "passed" })).toEqual(["b"]);
  expect(locks({ a: "passed", b: "skipped" })).toEqual([]);
  expect(locks({ a: "regressed", b: "skipped" })).toEqual(["a"]);
});

test.each([
  [">=23.0 <29", "26.1.5", true],
  [">=23.0", "20.10.24+dfsg1", false],
  ["<= 26", "26.1.5", true],
  ["<26.1", "26.1.5", false],
  [">26", "27.0.0-rc.1", true],
  [">=20.10", "dev", undefined],
])("an engine %s: %s is %s", (range, engine, fits) => {
  expect(fitsEngines(parseEngines(range) ?? [], engine)).toBe(fits);
});

test.each(["", "23", "=> 23", ">=v23", ">=23 or so"])("%j is no range of engines", (text) => {
  expect(parseEngines(text)).toBeUndefined();
});
