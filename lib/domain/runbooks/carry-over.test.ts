import { expect, test } from "vitest";
import type { HostId, IncidentId } from "../ids.ts";
import type { Runbook, RunbookStep, StepState } from "../runbook.ts";
import { carriedOver, type MergedLists } from "./carry-over.ts";

const step = (id: string, title = id): RunbookStep => ({ id, kind: "manual", title, text: "", commands: [] });
const RUNBOOK: Runbook = {
  id: "daemon-hung",
  title: "dockerd hung",
  symptoms: ["daemon-hung"],
  intro: "",
  version: "v1",
  file: "daemon-hung.md",
  steps: [step("look"), step("wake")],
};
const list = (steps: readonly StepState[], host = "pier", runbook = RUNBOOK) => ({
  runbook,
  hostId: host as HostId,
  subject: "",
  steps,
});
const INC_3 = "INC-0003" as IncidentId;
const INC_4 = "INC-0004" as IncidentId;
const merged = (incidentId: IncidentId, ...lists: MergedLists["lists"]): MergedLists => ({
  incidentId,
  lists,
});
const tick = (stepId: string, changedAt: number): StepState => ({
  stepId,
  mark: "ticked",
  by: "Ben",
  changedAt,
});
const skip: StepState = { stepId: "wake", mark: "skipped", by: "Ada", reason: "it runs", changedAt: 2 };

test("ticks, and skips with their reason, go on with where they were set", () => {
  expect(carriedOver(list([]), [merged(INC_3, list([tick("look", 1), skip]))]).steps).toEqual([
    { ...tick("look", 1), doneIn: INC_3 },
    { ...skip, doneIn: INC_3 },
  ]);
});

test("what was done here counts, also that somebody took a mark back", () => {
  const own = list([{ stepId: "look", mark: "open", changedAt: 9 }]);
  expect(carriedOver(own, [merged(INC_3, list([tick("look", 10)]))])).toBe(own);
});

test("of two merged incidents the later mark, and one that came from further keeps where it was set", () => {
  const further = { ...tick("look", 5), doneIn: INC_3 };
  const lists = [merged(INC_4, list([further])), merged("INC-0005" as IncidentId, list([tick("look", 4)]))];
  expect(carriedOver(list([]), lists).steps).toEqual([further]);
});

test.each([
  ["another host", list([tick("look", 1)], "harbour")],
  ["another runbook", list([tick("look", 1)], "pier", { ...RUNBOOK, id: "daemon-down" })],
  [
    "a step that asks something else there",
    list([tick("look", 1)], "pier", { ...RUNBOOK, steps: [{ ...step("look"), kind: "action" }] }),
  ],
])("nothing comes from %s", (_name, there) => {
  expect(carriedOver(list([]), [merged(INC_3, there)]).steps).toEqual([]);
});
