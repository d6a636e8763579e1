import { expect, test } from "vitest";
import type { FollowUp } from "./document.ts";
import { outlineOf, sectionAt } from "./outline.ts";

const followUp = (parts: Partial<FollowUp> = {}): FollowUp => ({
  id: "1",
  text: "x",
  kind: "prevent",
  createdAt: 0,
  createdBy: "Ada",
  ...parts,
});

test("a section is written once somebody wrote in it; hints and headings are nobody's words", () => {
  const text = "above\n## One\n<!-- write\nhere -->\n\n## Two\nwords\n### Three\n## Four\n{{strip}}";
  expect(outlineOf(text, []).map(({ title, isWritten }) => [title, isWritten])).toEqual([
    ["One", false],
    ["Two", true],
    ["Four", true],
  ]);
});

test("headings in code are none", () => {
  expect(outlineOf("## One\n```\n## Two\n```", []).map(({ title }) => title)).toEqual(["One"]);
});

test("code that nobody closed hides no section, and its own says so", () => {
  expect(outlineOf("## One\n```\nx\n## Two\ny", []).map(({ title, warning }) => [title, warning])).toEqual([
    ["One", "code nobody closed"],
    ["Two", undefined],
  ]);
});

test("actions without an owner, then without a day, are warned of", () => {
  const text = "## What changes\n{{actions}}";
  const warned = (...followUps: readonly FollowUp[]) => outlineOf(text, followUps)[0];
  expect(warned()).toMatchObject({ isWritten: false, note: "no action yet" });
  expect(warned(followUp())).toMatchObject({ isWritten: false, warning: "1 without owner" });
  const owner = { userId: "a" as never, name: "Ada" };
  expect(warned(followUp({ owner }))).toMatchObject({ warning: "1 without a day" });
  expect(warned(followUp({ owner, dueOn: "2027-01-01" }))).toMatchObject({
    isWritten: true,
    note: "1 action",
  });
  expect(warned(followUp({ doneAt: 1 }))).toMatchObject({ isWritten: true });
});

test("a token that means nothing is warned of where it stands", () => {
  expect(outlineOf("## One\n{{timelin}}", [])[0]).toMatchObject({ warning: "1 not understood" });
});

test("an offset lies in the section above it", () => {
  const sections = outlineOf("a\n## One\nb\n## Two\nc", []);
  expect([0, 2, 9, 12, 99].map((at) => sectionAt(sections, at))).toEqual(["", "One", "One", "Two", "Two"]);
});
