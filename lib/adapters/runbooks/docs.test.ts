import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ACTION_VERBS } from "../../domain/action.ts";
import { CHECK_PROBES } from "../../domain/runbook.ts";
import { FIELD_WORDS } from "../../domain/runbooks/parse-block.ts";
import { parseRunbook } from "../../domain/runbooks/parse-runbook.ts";
import { valuesOf } from "../../domain/runbooks/probe-values.ts";
import { readStrictYaml } from "./read-yaml.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/runbooks.md"), "utf8");

test("the page names every probe, verb and line there is", () => {
  const words = [...CHECK_PROBES, ...ACTION_VERBS].map((word) => `\`${word}\``);
  const lines = FIELD_WORDS.map((word) => `\`${word}: `);
  expect([...words, ...lines].filter((word) => !page.includes(word))).toEqual([]);
});

test.each(CHECK_PROBES)("beside %s stand all words it can read", (probe) => {
  const row = page.split("\n").find((line) => line.startsWith("| ") && line.includes(`\`${probe}\``)) ?? "";
  const values = valuesOf(probe);
  const words = values.kind === "word" ? values.words : [];
  expect(words.filter((word) => !row.includes(`\`${word}\``))).toEqual([]);
});

test("the examples of the page are whole", () => {
  const examples = [...page.matchAll(/^````markdown\n([\s\S]*?)^````$/gm)].map(([, text = ""]) => text);
  expect(examples).toHaveLength(2);
  for (const text of examples) {
    const given = { file: "example.md", version: "v", byteCount: text.length, text };
    expect(parseRunbook(given, readStrictYaml)).toHaveProperty("runbook.id", "example");
  }
});
