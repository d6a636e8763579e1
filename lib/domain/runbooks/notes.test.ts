import { describe, expect, test } from "vitest";
import type { Runbook } from "../runbook.ts";
import { notesOn } from "./notes.ts";
import { runbookFor } from "./runbook-for.ts";

const verify = { id: "v", kind: "verify", title: "Verify", text: "", commands: [] } as const;
const aRunbook = (given: Partial<Runbook> & Pick<Runbook, "id">): Runbook => ({
  title: given.id,
  symptoms: ["container-oom-killed"],
  intro: "",
  steps: [verify],
  version: "v",
  file: `${given.id}.md`,
  ...given,
});
const shipped = aRunbook({ id: "container-oom-killed" });
const own = { replaces: false };

describe("of several runbooks that name a symptom", () => {
  test.each<[string, Runbook, string]>([
    ["one's own that names it first opens", aRunbook({ id: "ours", own }), "ours"],
    [
      "one's own that names it beside another does not",
      aRunbook({ id: "ours", own, symptoms: ["host-oom", "container-oom-killed"] }),
      "container-oom-killed",
    ],
    ["another of the release does not", aRunbook({ id: "ours" }), "container-oom-killed"],
    ["a playbook never does", aRunbook({ id: "ours", own, kind: "playbook" }), "container-oom-killed"],
  ])("%s", (_name, other, opens) => {
    for (const all of [
      [shipped, other],
      [other, shipped],
    ])
      expect(runbookFor("container-oom-killed", all)?.id).toBe(opens);
  });
});

describe("whoever checks a file is told", () => {
  const all = [shipped];
  test.each<[string, Runbook, string]>([
    ["for what it opens", aRunbook({ id: "ours", own }), "Opens for container-oom-killed."],
    [
      "that another file opens in its place",
      aRunbook({ id: "ours", own, symptoms: ["host-oom", "container-oom-killed"] }),
      "Does not open for container-oom-killed: container-oom-killed.md does.",
    ],
    [
      "what it replaces",
      aRunbook({ id: "container-oom-killed", own: { replaces: true } }),
      "Takes the place",
    ],
    [
      "that a playbook opens for nothing",
      aRunbook({ id: "tree", kind: "playbook", symptoms: [] }),
      "no symptom",
    ],
    [
      "that a block is no command",
      aRunbook({ id: "ours", own, steps: [{ ...verify, text: "See:\n```\ndocker ps\n```" }] }),
      '"Verify" has a block without "sh"',
    ],
    ["that no step verifies", aRunbook({ id: "ours", own, steps: [] }), 'No step is a "verify"'],
    [
      "that a variable is used nowhere",
      aRunbook({
        id: "ours",
        own,
        variables: { limit: "memory", newName: "its name" },
        intro: "{{newName}}",
      }),
      "{{limit}} is asked for",
    ],
  ])("%s", (_name, runbook, note) => {
    const others = all.filter(({ id }) => id !== runbook.id);
    expect(notesOn(runbook, [...others, runbook]).join("\n")).toContain(note);
  });

  test("and nothing more where all is as it should be", () => {
    const text = "```json\n{}\n```";
    const used = { ...verify, text, commands: ["docker update --memory {{limit}} {{container}}"] };
    const runbook = aRunbook({ id: "ours", own, variables: { limit: "memory" }, steps: [used] });
    expect(notesOn(runbook, [shipped, runbook])).toEqual(["Opens for container-oom-killed."]);
  });
});
