import { expect, test } from "vitest";
import type { SymptomView } from "#lib/protocol/views.ts";
import { aSymptom } from "../test-views.ts";
import { hasRow, newPages } from "./frame.ts";

const page = (id: string, rest: Partial<SymptomView> = {}) => aSymptom({ id, severity: "page", ...rest });

test("what is muted is not announced, and has its row all the same", () => {
  const mute = { id: "m1", until: 9_000, by: "ada", reason: "planned" };
  const symptoms = [page("1", { mute }), aSymptom({ id: "2", severity: "ticket", mute })];
  expect(newPages(new Set(), symptoms)).toEqual([]);
  expect(symptoms.filter(hasRow)).toHaveLength(2);
});

test("a page is announced once", () => {
  const symptoms = [page("1"), page("2")];
  expect(newPages(new Set(["1"]), symptoms).map(({ id }) => id)).toEqual(["2"]);
  expect(newPages(new Set(["1", "2"]), symptoms)).toEqual([]);
});
