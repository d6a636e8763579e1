import { expect, test } from "vitest";
import type { FollowUp } from "./document.ts";
import { daysBetween, inOrderOfUrgency, isDay, isOverdue } from "./follow-ups.ts";

const followUp = (id: string, parts: Partial<FollowUp> = {}): FollowUp => ({
  id,
  text: id,
  kind: "prevent",
  createdAt: 0,
  createdBy: "Ada",
  ...parts,
});

test.each(["2027-02-28", "2028-02-29", "2027-12-31"])("%s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(["2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "2027-01-01T00:00", "tomorrow", ""])(
  "%s is none",
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test("an action is overdue when its day is over, and not once it is done", () => {
  expect(isOverdue(followUp("a", { dueOn: "2027-01-14" }), "2027-01-14")).toBe(false);
  expect(isOverdue(followUp("a", { dueOn: "2027-01-14" }), "2027-01-15")).toBe(true);
  expect(isOverdue(followUp("a", { dueOn: "2027-01-14", doneAt: 1 }), "2027-01-15")).toBe(false);
  expect(isOverdue(followUp("a"), "2027-01-15")).toBe(false);
});

test("days between two days do not depend on the clock", () => {
  expect(daysBetween("2027-03-27", "2027-03-29")).toBe(2);
  expect(daysBetween("2027-01-15", "2027-01-14")).toBe(-1);
});

test("the longest overdue comes first, what has no day after those that have one, what is done last", () => {
  const all = [
    followUp("done", { doneAt: 5, dueOn: "2026-01-01" }),
    followUp("no day"),
    followUp("later", { dueOn: "2027-03-01" }),
    followUp("sooner", { dueOn: "2027-01-01" }),
  ];
  expect(inOrderOfUrgency(all).map(({ id }) => id)).toEqual(["sooner", "later", "no day", "done"]);
});
