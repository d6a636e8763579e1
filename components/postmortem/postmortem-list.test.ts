import { describe, expect, test } from "vitest";
import { actionsOf } from "./action-list.ts";
import { startOf } from "./follow-up-words.ts";
import {
  addressOf,
  countWords,
  daysLate,
  filtered,
  filteredActions,
  incidentWords,
  postmortemState,
  readListView,
  sectionsOf,
  squaresOf,
  standing,
} from "./postmortem-list.ts";
import { ADA, anAction, aRow, aText, aVersion, BEN, TODAY } from "./test-rows.ts";

const ME = { id: ADA.userId, name: ADA.name };
const due = (day: string) => startOf(day) + 3_600_000;

describe("the address", () => {
  test("says the filter and the order, and nothing that is as usual", () => {
    expect(addressOf({ filter: "all", isByOwner: false })).toBe("/postmortems");
    const address = addressOf({ filter: "overdue", isByOwner: true });
    expect(address).toBe("/postmortems?show=overdue&by=owner");
    expect(readListView(new URLSearchParams(address.split("?")[1]))).toEqual({
      filter: "overdue",
      isByOwner: true,
    });
  });

  test("that says nonsense shows everything", () => {
    expect(readListView(new URLSearchParams("show=what&by=me"))).toEqual({
      filter: "all",
      isByOwner: false,
    });
  });
});

describe("late", () => {
  test.each([
    ["is what was due yesterday", aRow({ dueAt: due("2026-11-17") }), 1],
    ["is not what is due today", aRow({ dueAt: due(TODAY) }), undefined],
    ["is not what nobody asks for", aRow(), undefined],
    ["is a draft too", aRow({ dueAt: due("2026-11-09"), postmortem: aText() }), 9],
    [
      "is not what was published once and is corrected",
      aRow({ dueAt: due("2026-11-09"), postmortem: aText({ published: [aVersion(1, "2026-11-08")] }) }),
      undefined,
    ],
  ])("%s", (_, row, days) => {
    expect(daysLate(row, TODAY)).toBe(days);
  });
});

describe("the filters", () => {
  const led = aRow({ id: "INC-0001", lead: ADA, dueAt: due("2026-11-30") });
  const owned = aRow({
    id: "INC-0002",
    postmortem: aText({ createdBy: "Ben", editedBy: "Ben", followUps: [anAction("a", { owner: ADA })] }),
  });
  const foreign = aRow({ id: "INC-0003", lead: BEN, dueAt: due("2026-11-01") });
  const unasked = aRow({ id: "INC-0004", severity: "SEV4", lead: ADA });
  const rows = [led, owned, foreign, unasked];
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  test("mine is what I led, wrote or have an action of; what nobody asks for and nobody began is in none", () => {
    expect(ids(filtered(rows, "all", ME, TODAY))).toEqual(["INC-0001", "INC-0002", "INC-0003"]);
    expect(ids(filtered(rows, "mine", ME, TODAY))).toEqual(["INC-0001", "INC-0002"]);
    expect(ids(filtered(rows, "overdue", ME, TODAY))).toEqual(["INC-0003"]);
  });

  test("hold for actions too", () => {
    const followUps = [
      anAction("mine", { owner: ADA }),
      anAction("late", { owner: BEN, dueOn: "2026-11-01" }),
      anAction("done", { owner: ADA, dueOn: "2026-11-01", doneAt: startOf("2026-11-05") }),
    ];
    const items = actionsOf([aRow({ postmortem: aText({ followUps }) })], TODAY);
    expect(ids(filteredActions(items, "mine", ME.id))).toEqual(["mine", "done"]);
    expect(ids(filteredActions(items, "overdue", ME.id))).toEqual(["late"]);
    expect(filteredActions(items, "all", ME.id)).toHaveLength(3);
  });
});

test("sections: what is due first stands first, what was published last stands first, none is empty", () => {
  const rows = [
    aRow({ id: "INC-0001", dueAt: due("2026-11-30") }),
    aRow({ id: "INC-0002", dueAt: due("2026-11-20") }),
    aRow({
      id: "INC-0003",
      postmortem: aText({ status: "published", published: [aVersion(1, "2026-08-06")] }),
    }),
    aRow({
      id: "INC-0004",
      postmortem: aText({
        status: "published",
        published: [aVersion(1, "2026-08-01"), aVersion(2, "2026-09-16")],
      }),
    }),
    aRow({ id: "INC-0005", postmortem: aText() }),
  ];
  expect(sectionsOf(rows).map((section) => [section.name, ...section.rows.map(({ id }) => id)])).toEqual([
    ["Being written", "INC-0005"],
    ["Not begun", "INC-0002", "INC-0001"],
    ["Published", "INC-0004", "INC-0003"],
  ]);
  expect(countWords(rows)).toBe("1 draft, 2 published, 2 not begun");
});

describe("where one stands", () => {
  test.each([
    [
      "nobody began it: who led is the one to ask",
      aRow({ lead: BEN, dueAt: due("2026-11-25") }),
      { mark: "by-hand", words: "Not begun", note: "Ben led; due 25 Nov" },
    ],
    [
      "nobody began it in time",
      aRow({ dueAt: due("2026-11-09") }),
      { mark: "ticket", words: "Not begun, 9 d overdue", isLate: true, note: "" },
    ],
    [
      "it is being written",
      aRow({ dueAt: due("2026-11-25"), postmortem: aText({ editedBy: "Ben" }) }),
      { mark: "by-hand", words: "Draft", note: "Ben, last edit 4 Nov; due 25 Nov" },
    ],
    [
      "it is in review",
      aRow({
        postmortem: aText({
          status: "in-review",
          editedAt: startOf(TODAY),
          comments: [{ id: "c", by: BEN, at: 1 }],
        }),
      }),
      { mark: "waiting", words: "In review", note: "Ada, last edit today; 1 comment, 1 open" },
    ],
    [
      "it is published",
      aRow({
        dueAt: due("2026-11-09"),
        postmortem: aText({ status: "published", published: [aVersion(2, "2026-09-16")] }),
      }),
      { mark: "was-ticked", words: "Published", isLate: false, note: "16 Sep, version 2" },
    ],
  ])("%s", (_, row, expected) => {
    expect(standing(row, TODAY)).toMatchObject(expected);
  });
});

test.each([
  ["Draft", aRow({ dueAt: due("2026-11-25"), postmortem: aText() })],
  ["due 25 Nov", aRow({ dueAt: due("2026-11-25") })],
  ["9 d overdue", aRow({ dueAt: due("2026-11-09"), postmortem: aText({ status: "in-review" }) })],
  [undefined, aRow({ severity: "SEV4" })],
])("beside its incident stands: %s", (words, row) => {
  expect(postmortemState(row, startOf(TODAY) + 1)?.words).toBe(words);
});

test("the incident in words: its length where it is known, and that it was opened again", () => {
  expect(incidentWords(aRow({ mitigateMs: 1_716_000 }), TODAY)).toBe("SEV 2, 2 Nov, 28 min 36 s");
  expect(incidentWords(aRow({ postmortem: aText({ published: [aVersion(1, "2026-11-08")] }) }), TODAY)).toBe(
    "SEV 2, 2 Nov, length unknown; opened again for a correction",
  );
});

test.each([
  ["no actions", []],
  ["1 done", [anAction("a", { doneAt: 1 })]],
  ["2 actions, 1 open", [anAction("a", { doneAt: 1 }), anAction("b", { owner: ADA })]],
  ["2 actions, 1 no owner", [anAction("a", { owner: ADA }), anAction("b")]],
  ["2 actions, 1 overdue", [anAction("a"), anAction("b", { dueOn: "2026-11-01" })]],
])("what came of it: %s", (words, followUps) => {
  const items = actionsOf([aRow({ postmortem: aText({ followUps }) })], TODAY);
  expect(squaresOf(items).words).toBe(words);
});
