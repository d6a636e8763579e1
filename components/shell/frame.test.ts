import { expect, test } from "vitest";
import type { SymptomView } from "#lib/protocol/views.ts";
import { aSymptom } from "../test-views.ts";
import { countPages, hasRow, newPages, standingSymptom } from "./frame.ts";

const page = (id: string, rest: Partial<SymptomView> = {}) => aSymptom({ id, severity: "page", ...rest });

test("absorbed and cleared symptoms are not counted", () => {
  const symptoms = [
    page("1"),
    page("2", { absorbedBy: aSymptom({ id: "1" }).id }),
    page("3", { state: "cleared" }),
    aSymptom({ id: "4", severity: "ticket" }),
  ];
  expect(countPages(symptoms)).toEqual({ pages: 1, unacknowledged: 1, tickets: 1 });
});

test("the standing line is about the page that nobody has, then about the oldest", () => {
  const mine = page("1", { sinceAt: 100, acknowledgedAt: 200 });
  const older = page("2", { sinceAt: 150 });
  const newer = page("3", { sinceAt: 160 });
  expect(standingSymptom([mine, newer, older])?.id).toBe("2");
  expect(standingSymptom([mine])?.id).toBe("1");
  expect(standingSymptom([aSymptom({ severity: "ticket" })])).toBeUndefined();
});

test("a page that passes again is no longer pointed at", () => {
  expect(standingSymptom([page("1", { state: "recovering" })])).toBeUndefined();
  expect(standingSymptom([page("1", { state: "recovering" }), page("2")])?.id).toBe("2");
});

test("what is muted is not counted, not pointed at and not announced, and has its row all the same", () => {
  const mute = { id: "m1", until: 9_000, by: "ada", reason: "planned" };
  const symptoms = [page("1", { mute }), aSymptom({ id: "2", severity: "ticket", mute })];
  expect(countPages(symptoms)).toEqual({ pages: 0, unacknowledged: 0, tickets: 0 });
  expect(standingSymptom(symptoms)).toBeUndefined();
  expect(newPages(new Set(), symptoms)).toEqual([]);
  expect(symptoms.filter(hasRow)).toHaveLength(2);
});

test("a page that comes and goes is one page until it stays away", () => {
  const flapping = { sinceAt: 0, lastAt: 60_000, times: 3, calmMs: 600_000 };
  expect(countPages([page("1", { state: "recovering", flapping })]).pages).toBe(1);
});

test("a page is announced once", () => {
  const symptoms = [page("1"), page("2")];
  expect(newPages(new Set(["1"]), symptoms).map(({ id }) => id)).toEqual(["2"]);
  expect(newPages(new Set(["1", "2"]), symptoms)).toEqual([]);
});
