import { describe, expect, test } from "vitest";
import type { CheckReading, RunbookStep } from "../runbook.ts";
import type { ModeId } from "../symptom.ts";
import { currentStep, markNow, mayTick, type StepMark } from "./current-step.ts";
import { runbookFor } from "./runbook-for.ts";

const base = { text: "", commands: [] } as const;
const ANSWERS = { probe: "api.ping", operator: "answers" } as const;
const STEPS: readonly RunbookStep[] = [
  {
    ...base,
    id: "confirm",
    kind: "check",
    title: "Confirm",
    confirm: { probe: "api.ping", operator: "no-answer" },
  },
  {
    ...base,
    id: "wake",
    kind: "check",
    title: "Wake",
    pass: { probe: "process.dockerd", operator: "is-not", value: "T" },
  },
  { ...base, id: "restart", kind: "manual", title: "Restart" },
  { ...base, id: "verify", kind: "verify", title: "Verify", pass: ANSWERS },
];

const raised = { state: "raised" } as const;
const recovering = { state: "recovering" } as const;
const at = (marks: Readonly<Record<string, StepMark>>, symptom: Parameters<typeof currentStep>[2] = raised) =>
  currentStep(STEPS, (id) => marks[id], symptom)?.step.id;

describe("the current step", () => {
  test.each<[string, Readonly<Record<string, StepMark>>, string | undefined]>([
    ["nothing was read yet", {}, "confirm"],
    ["the fault is confirmed", { confirm: "confirmed" }, "wake"],
    ["a check passes", { confirm: "confirmed", wake: "passed" }, "restart"],
    [
      "a step that fell back comes first again",
      { confirm: "confirmed", wake: "regressed", restart: "ticked" },
      "wake",
    ],
    ["what was skipped is done", { confirm: "skipped", wake: "skipped", restart: "skipped" }, "verify"],
    ["all is done", { confirm: "confirmed", wake: "ticked", restart: "ticked", verify: "passed" }, undefined],
  ])("%s", (_name, marks, expected) => {
    expect(at(marks)).toBe(expected);
  });

  test("while the symptom recovers, and after, only the verification is left", () => {
    expect(at({}, recovering)).toBe("verify");
    expect(at({ verify: "passed" }, recovering)).toBeUndefined();
    expect(at({}, { state: "cleared" })).toBe("verify");
    expect(currentStep(STEPS.slice(0, 3), () => "open", recovering)).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, StepMark>>, string | undefined]>([
    ["passed", { verify: "passed" }, undefined],
    ["ticked by hand", { confirm: "confirmed", verify: "ticked" }, undefined],
    ["skipped", { confirm: "confirmed", verify: "skipped" }, undefined],
    ["passed, and a step before it fails again", { wake: "regressed", verify: "passed" }, "wake"],
    ["fails again", { verify: "regressed" }, "confirm"],
    ["not needed, it says nothing of what is before it", { verify: "not-needed" }, "confirm"],
  ])("the verification is behind, what is left above it was passed over: %s", (_name, marks, expected) => {
    expect(at(marks)).toBe(expected);
  });

  test("what comes below the verification is still to do after it", () => {
    const last: RunbookStep = { ...base, id: "back", kind: "manual", title: "Back into service" };
    const marks: Readonly<Record<string, StepMark>> = { verify: "passed" };
    expect(currentStep([...STEPS, last], (id) => marks[id], recovering)?.step.id).toBe("back");
  });

  test("says its place in the list", () => {
    expect(currentStep(STEPS, () => "open", undefined)).toMatchObject({ index: 0, step: { id: "confirm" } });
  });
});

const reads =
  (outcomes: Readonly<Record<string, CheckReading["outcome"]>>) =>
  ({ probe, operator }: { probe: string; operator: string }): CheckReading => ({
    outcome: outcomes[`${probe} ${operator}`] ?? "unknown",
    reading: "",
    condition: "",
  });

describe("without an incident", () => {
  test("marks come from the readings, and what nobody can read is not done", () => {
    const markOf = markNow(STEPS, raised, reads({ "api.ping no-answer": "passing" }));
    expect(["confirm", "wake", "restart"].map(markOf)).toEqual(["confirmed", "open", "open"]);
    expect(currentStep(STEPS, markOf, raised)?.step.id).toBe("wake");
  });

  test("a verification that happens to pass is none before the fault is over", () => {
    const read = reads({ "api.ping answers": "passing" });
    expect(markNow(STEPS, raised, read)("verify")).toBe("open");
    expect(markNow(STEPS, recovering, read)("verify")).toBe("passed");
  });
});

describe("with an incident", () => {
  const confirmed = reads({ "api.ping no-answer": "passing" });

  test("just opened, people stand where they stood before it", () => {
    const before = currentStep(STEPS, markNow(STEPS, raised, confirmed), raised);
    const after = currentStep(STEPS, markNow(STEPS, raised, confirmed, []), raised);
    expect(after?.step.id).toBe("wake");
    expect(after).toEqual(before);
  });

  test("what was recorded is not overruled by a reading, and a verification has to be recorded", () => {
    const recorded = [{ stepId: "wake", mark: "regressed" }] as const;
    const read = reads({ "process.dockerd is-not": "passing", "api.ping answers": "passing" });
    const markOf = markNow(STEPS, recovering, read, recorded);
    expect(["wake", "verify"].map(markOf)).toEqual(["regressed", "open"]);
  });
});

test("a verification without a symptom ticks itself at any time", () => {
  const verify = STEPS[3] as RunbookStep;
  expect([mayTick(verify, undefined), mayTick(verify, raised), mayTick(verify, recovering)]).toEqual([
    true,
    false,
    true,
  ]);
});

test("a symptom's runbook is the one of its name, else the one that names it first", () => {
  const book = (id: string, ...symptoms: ModeId[]) => ({ id, symptoms });
  const books = [
    book("all", "daemon-down", "daemon-hung"),
    book("hang", "daemon-hung"),
    book("daemon-down", "daemon-down"),
  ];
  expect(runbookFor("daemon-down", books)?.id).toBe("daemon-down");
  expect(runbookFor("daemon-hung", books)?.id).toBe("hang");
  expect(runbookFor("container-unhealthy", books)).toBeUndefined();
});
