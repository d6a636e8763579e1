import { describe, expect, test } from "vitest";
import { actionsOf, doneOf, figuresOf, groupsByOwner, groupsByUrgency } from "./action-list.ts";
import { startOf } from "./follow-up-words.ts";
import { ADA, anAction, aRow, aText, BEN, TODAY } from "./test-rows.ts";

const LATE = anAction("late", { owner: ADA, dueOn: "2026-11-01" });
const LATEST = anAction("latest", { owner: BEN, dueOn: "2026-10-12" });
const SOON = anAction("soon", { owner: BEN, dueOn: "2026-11-20" });
const TODAYS = anAction("today", { owner: ADA, dueOn: TODAY });
const BARE = anAction("bare");
const DONE = anAction("done", { owner: ADA, doneAt: startOf("2026-11-14") });

const items = (...followUps: readonly ReturnType<typeof anAction>[]) =>
  actionsOf([aRow({ postmortem: aText({ followUps }) })], TODAY);
const ALL = items(SOON, DONE, LATE, BARE, TODAYS, LATEST);
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test("actions of all postmortems stand in one list, the longest overdue first, with the incident that taught them", () => {
  const all = actionsOf(
    [
      aRow({ id: "INC-0001", postmortem: aText({ followUps: [SOON, LATE] }) }),
      aRow({ id: "INC-0002", postmortem: aText({ followUps: [LATEST] }) }),
      aRow({ id: "INC-0003" }),
    ],
    TODAY,
  );
  expect(all.map(({ id, incidentId }) => `${id} ${incidentId}`)).toEqual([
    "latest INC-0002",
    "late INC-0001",
    "soon INC-0001",
  ]);
});

test("what is still to be done says where its cause came back; what is done does not", () => {
  const row = aRow({ cameBackIn: "INC-0009", postmortem: aText({ followUps: [SOON, DONE] }) });
  expect(actionsOf([row], TODAY).map(({ cameBackIn }) => cameBackIn)).toEqual(["INC-0009", undefined]);
});

describe("by urgency", () => {
  test("overdue stands apart, and of the others first what nobody has taken; a group without any is not drawn", () => {
    expect(groupsByUrgency(ALL).map((group) => [group.name, ids(group.items)])).toEqual([
      ["Overdue", ["latest", "late"]],
      ["Open", ["bare", "today", "soon"]],
    ]);
    expect(groupsByUrgency(items(SOON)).map(({ name }) => name)).toEqual(["Open"]);
    expect(ids(doneOf(ALL))).toEqual(["done"]);
  });
});

describe("by owner", () => {
  test("nobody stands first, then who has most overdue, then who has most", () => {
    const more = anAction("more", { owner: BEN, dueOn: "2026-12-01" });
    expect(groupsByOwner(items(SOON, LATE, BARE, TODAYS, LATEST, more, DONE))).toMatchObject([
      { name: "Nobody yet", note: "1 open" },
      { name: "Ben", note: "3 open, 1 overdue" },
      { name: "Ada", note: "2 open, 1 overdue" },
    ]);
  });

  test("two people of one name stay two", () => {
    const other = anAction("b", { owner: { ...ADA, userId: "u-other" as typeof ADA.userId } });
    expect(groupsByOwner(items(LATE, other)).map(({ key }) => key)).toEqual(["owner:u-ada", "owner:u-other"]);
  });
});

describe("the figures", () => {
  test("count what is open, and are its age in the middle", () => {
    expect(figuresOf(ALL, TODAY)).toMatchObject({
      overdue: 2,
      inTime: 3,
      withoutOwner: 1,
      done: 1,
      all: 6,
      medianAge: 17,
      sinceAt: startOf("2026-11-01"),
    });
  });

  test("call nothing usual that was done once or twice, and know no age where nothing is open", () => {
    const done = (id: string, days: number) =>
      anAction(id, { doneAt: startOf("2026-11-01") + days * 86_400_000 });
    expect(figuresOf(items(done("a", 2), done("b", 9)), TODAY)).not.toHaveProperty("usualAge");
    const three = figuresOf(items(done("a", 2), done("b", 9), done("c", 30)), TODAY);
    expect(three.usualAge).toBe(9);
    expect(three).not.toHaveProperty("medianAge");
    expect(figuresOf([], TODAY)).toEqual({ overdue: 0, inTime: 0, withoutOwner: 0, done: 0, all: 0 });
  });
});
