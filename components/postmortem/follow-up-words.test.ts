import { expect, test } from "vitest";
import type { FollowUp } from "#lib/domain/postmortem/document.ts";
import { dueWords, startOf } from "./follow-up-words.ts";

const TODAY = "2026-11-18";
const action = (more: Partial<FollowUp>): FollowUp => ({
  id: "a",
  text: "Mount it soft",
  kind: "prevent",
  createdAt: startOf("2026-11-01"),
  createdBy: "Ada",
  ...more,
});

test.each<[string, Partial<FollowUp>, string, string]>([
  ["overdue", { dueOn: "2026-10-12" }, "12 Oct", "37 d overdue"],
  ["due today is not overdue yet", { dueOn: TODAY }, "18 Nov", "due today"],
  ["due in another year", { dueOn: "2027-01-02" }, "2 Jan 2027", "in 45 d"],
  ["without a date, since it was written", {}, "no date", "since 1 Nov"],
  ["written today", { createdAt: startOf(TODAY) + 1 }, "no date", "since today"],
  ["done early", { dueOn: "2026-11-17", doneAt: startOf("2026-11-14") }, "14 Nov", "3 d early"],
  ["done on its day", { dueOn: "2026-11-06", doneAt: startOf("2026-11-06") + 9 }, "6 Nov", "on its day"],
  ["done late", { dueOn: "2026-11-06", doneAt: startOf("2026-11-08") }, "8 Nov", "2 d late"],
  ["done without a date", { doneAt: startOf("2026-11-08") }, "8 Nov", "done"],
])("an action %s", (_, more, day, note) => {
  expect(dueWords(action(more), TODAY)).toEqual({ day, note });
});
