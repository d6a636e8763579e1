import { expect, test } from "vitest";
import { exportOptionsOf, reportQuestionOf } from "./asked.ts";

const at = (query: string) => new URL(`http://foghorn.test/file${query}`);
const NOTHING = {
  isInternalLeftOut: false,
  areNamesAliased: false,
  arePeopleAliased: false,
  areWordsTold: false,
};

test("an export keeps in what its address asks to be kept in", () => {
  expect(exportOptionsOf(at(""))).toEqual(NOTHING);
  expect(exportOptionsOf(at("?names=alias&people=alias"))).toEqual({
    ...NOTHING,
    areNamesAliased: true,
    arePeopleAliased: true,
  });
  expect(exportOptionsOf(at("?internal=out&words=told&version=12"))).toEqual({
    ...NOTHING,
    isInternalLeftOut: true,
    areWordsTold: true,
    version: 12,
  });
});

test.each([
  ["?names=foo", /names is “foo”.*names=alias/],
  ["?names=", /names is “”/],
  ["?people=Alias", /people=alias/],
  ["?internal=in", /internal=out/],
  ["?words=hidden", /words=told/],
  ["?name=alias", /“name” is nothing.*names/],
  ["?names=alias&names=foo", /names is said twice/],
  ["?version=abc", /version is “abc”/],
  ["?version=0", /version is “0”/],
])("an export is refused that asks for %s", (query, says) => {
  expect(() => exportOptionsOf(at(query))).toThrow(says);
  expect(() => exportOptionsOf(at(query))).toThrow(expect.objectContaining({ code: "invalid-input" }));
});

test("a report is of a period and of one site or all", () => {
  expect(reportQuestionOf(at(""), ["fra1"])).toEqual({ days: 90 });
  expect(reportQuestionOf(at("?days=30&site=fra1"), ["fra1"])).toEqual({ days: 30, site: "fra1" });
});

test.each([
  ["?days=7", /30, 90, 365 days/],
  ["?days=abc", /days is “abc”/],
  ["?days=30.0", /30\.0/],
  ["?days=", /days is “”/],
  ["?site=nowhere", /no site “nowhere”; there are fra1, lon1/],
  ["?sites=fra1", /“sites” is nothing/],
])("a report is refused that asks for %s", (query, says) => {
  expect(() => reportQuestionOf(at(query), ["lon1", "fra1"])).toThrow(says);
});

test("where no host has a site, that is said", () => {
  expect(() => reportQuestionOf(at("?site=fra1"), [])).toThrow(/no host has one/);
});
