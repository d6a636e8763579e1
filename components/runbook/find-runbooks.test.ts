import { expect, test } from "vitest";
import { findRunbooks } from "./find-runbooks.ts";

const hung = { title: "dockerd hung", file: "daemon-hung.md", symptoms: ["daemon-hung"] as const };
const full = {
  title: "Disk full",
  file: "disk-full.md",
  symptoms: ["disk-full-data-root"] as const,
  owner: "Mira",
};

test("a runbook is found by the words of its title, file, symptoms and owner, in any order and case", () => {
  const all = [hung, full];
  expect(findRunbooks(all, "")).toEqual(all);
  expect(findRunbooks(all, "HUNG daemon")).toEqual([hung]);
  expect(findRunbooks(all, "mira data-root")).toEqual([full]);
  expect(findRunbooks(all, "disk hung")).toEqual([]);
});
