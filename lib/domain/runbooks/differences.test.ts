import { expect, test } from "vitest";
import { canonicalJson } from "../incidents/canonical-json.ts";
import type { Runbook, RunbookStep } from "../runbook.ts";
import { differencesOf, outdatedSteps } from "./differences.ts";

const step = (title: string, rest: Partial<RunbookStep> = {}): RunbookStep => ({
  id: title.toLowerCase(),
  kind: "check",
  title,
  text: "",
  commands: [],
  pass: { probe: "api.list", operator: "below", value: 1_000 },
  ...rest,
});
const book = (steps: readonly RunbookStep[], rest: Partial<Runbook> = {}): Runbook => ({
  id: "daemon-hung",
  title: "dockerd hung",
  symptoms: ["daemon-hung"],
  intro: "It hangs.",
  steps,
  version: "1",
  file: "daemon-hung.md",
  ...rest,
});

test("says step by step what is another thing, and what is the same not at all", () => {
  const before = book([step("Look"), step("Dump", { kind: "action" }), step("Ask")]);
  const after = book(
    [
      step("Look", { pass: { probe: "api.list", operator: "below", value: 2_000 } }),
      step("Wait", { kind: "manual" }),
      step("Ask", { commands: ["ls"], warning: "Careful" }),
    ],
    { owner: "storage team" },
  );
  expect(differencesOf(before, after)).toEqual([
    "Step “Look”: pass: api.list below 2 s instead of api.list below 1 s",
    "New step “Wait”",
    "Step “Ask”: other commands, another warning",
    "Step “Dump” is gone",
    "Its owner is storage team",
  ]);
});

test("the same steps in another order are no new steps", () => {
  const [a, b] = [step("A"), step("B")];
  expect(differencesOf(book([a, b]), book([b, a]))).toEqual(["The steps stand in another order"]);
});

test("of a long list the rest is counted", () => {
  const many = Array.from({ length: 15 }, (_, index) => step(`S${index}`));
  expect(differencesOf(book([]), book(many)).at(-1)).toBe("and 3 more");
});

test("a mark holds while the step asks for the same, whatever its words and commands are", () => {
  const before = book([step("Look"), step("Dump"), step("Ask")]);
  const after = book([
    step("Look", { text: "other words", commands: ["ls"] }),
    step("Ask", { pass: { probe: "api.ping", operator: "answers" } }),
  ]);
  expect(outdatedSteps(before, after)).toEqual(["dump", "ask"]);
});

test("a text that was kept in a database is the same, though its keys stand in another order", () => {
  const text = book([step("Look", { when: [{ probe: "api.ping", operator: "answers" }] })]);
  const kept: Runbook = JSON.parse(canonicalJson(text));
  expect(differencesOf(kept, text)).toEqual(["Nothing that is shown: blank lines or the like"]);
  expect(outdatedSteps(kept, text)).toEqual([]);
});
