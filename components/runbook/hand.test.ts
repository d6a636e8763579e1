import { describe, expect, test } from "vitest";
import type { RunbookStep, StepState } from "#lib/domain/runbook.ts";
import { currentStep } from "#lib/domain/runbooks/current-step.ts";
import { isOvertaken, nextInHand, onwardOf, passedOver, takeUp } from "./hand.ts";

const steps = ["look", "dump", "restart", "verify"].map(
  (id): RunbookStep => ({
    id,
    kind: id === "verify" ? "verify" : "manual",
    title: `To ${id}`,
    text: "",
    commands: [],
  }),
);
const done = (...ids: readonly string[]): readonly StepState[] =>
  ids.map((stepId) => ({ stepId, mark: "ticked" }));

describe("after a step that somebody did", () => {
  test.each([
    ["the next that is not done", ["look"], "look", "dump"],
    ["what is done already is passed over", ["dump"], "look", "restart"],
    [
      "below a verification that is done nothing, and nothing leads back up",
      ["verify"],
      "restart",
      undefined,
    ],
    ["nothing above either, once the verification is done", ["verify"], "look", undefined],
    ["after the verification itself nothing", ["look"], "verify", undefined],
    ["the first when nothing was done just now", ["look"], "", "dump"],
    ["nothing when nothing is left", ["look", "dump", "verify"], "restart", undefined],
  ])("%s", (_, marked, doneId, next) => expect(nextInHand(steps, done(...marked), doneId)).toBe(next));

  test("a question goes where its answer leads, and nowhere where that is another runbook", () => {
    const [first, ...others] = steps;
    if (first === undefined) throw new Error("no step");
    const asked: readonly RunbookStep[] = [
      { ...first, yes: { kind: "step", stepId: "restart" }, no: { kind: "runbook", runbookId: "other" } },
      ...others,
    ];
    expect(nextInHand(asked, [], "look", "yes")).toBe("restart");
    expect(nextInHand(asked, [], "look", "no")).toBeUndefined();
    expect(nextInHand(asked, [], "look")).toBe("dump");
  });

  test("a step that fails again is not done", () => {
    const states: readonly StepState[] = [...done("look", "dump"), { stepId: "verify", mark: "regressed" }];
    expect(nextInHand(steps, states, "restart")).toBe("verify");
  });
});

describe("the list goes on by itself", () => {
  test("nothing is offered while it stands still, and not to who walked away from it", () => {
    expect(onwardOf(steps, [], takeUp("look", "look", []), "look")).toBeUndefined();
    expect(onwardOf(steps, [], takeUp("restart", "look", []), "look")).toBeUndefined();
  });

  test("what is in hand stays there, and where the list stands is offered with why", () => {
    const hand = takeUp("dump", "dump", done("look"));
    expect(onwardOf(steps, done("look"), hand, "verify")).toEqual({
      stepId: "verify",
      number: 4,
      title: "To verify",
      isOvertaken: false,
      isHealing: true,
    });
  });

  test("done by its check or somebody else, there is nothing left to tick", () => {
    const hand = takeUp("look", "look", []);
    expect(isOvertaken(hand, [])).toBe(false);
    expect(isOvertaken(hand, done("look"))).toBe(true);
    expect(onwardOf(steps, done("look"), hand, "dump")).toMatchObject({
      stepId: "dump",
      isOvertaken: true,
      isHealing: false,
    });
  });

  test("what was done when it was taken is there to be taken back", () => {
    expect(isOvertaken(takeUp("look", "dump", done("look")), done("look"))).toBe(false);
  });

  test("nothing was left, and a verification fails again", () => {
    expect(onwardOf(steps, done("look", "dump", "restart"), undefined, "verify")).toMatchObject({
      stepId: "verify",
      isOvertaken: true,
      isHealing: false,
    });
  });

  test("verified, what nobody did is said and not offered", () => {
    const hand = takeUp("verify", "verify", done("look"));
    expect(onwardOf(steps, done("look", "verify"), hand, undefined)).toBeUndefined();
    expect(onwardOf(steps, done("look", "verify"), undefined, undefined)).toBeUndefined();
    const left = passedOver(steps, done("look", "verify"), undefined);
    expect(left.map(({ id }) => id)).toEqual(["dump", "restart"]);
    expect(passedOver(steps, done("look"), "dump")).toEqual([]);
  });

  test.each(["ticked", "skipped"] as const)(
    "the verification %s, a second press has nothing in hand",
    (mark) => {
      const states: readonly StepState[] = [{ stepId: "verify", mark }];
      expect(nextInHand(steps, [], "verify")).toBeUndefined();
      const current = currentStep(steps, (id) => states.find(({ stepId }) => stepId === id)?.mark, undefined);
      expect(onwardOf(steps, states, undefined, current?.step.id)).toBeUndefined();
    },
  );
});
