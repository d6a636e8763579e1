import { expect, test } from "vitest";
import { parse } from "yaml";
import { MODE_IDS } from "../symptom.ts";
import { parseRunbook } from "./parse-runbook.ts";
import { runbookTemplate } from "./template.ts";

test.each(MODE_IDS)("the template for %s loads as it stands and serves it", (mode) => {
  const text = runbookTemplate(mode);
  const file = { file: `${mode}.md`, text, version: "v", byteCount: text.length };
  const read = parseRunbook(file, (yaml) => ({ value: parse(yaml) }));
  expect(read).toMatchObject({ runbook: { symptoms: [mode] } });
});
