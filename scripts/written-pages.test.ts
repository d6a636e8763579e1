import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { SYMPTOM_VARIABLES } from "#lib/domain/runbooks/variables.ts";
import { modesPage } from "./support/modes-page.ts";
import { withVariables } from "./support/variables-table.ts";

test("docs/modes.md says what the modes say; npm run fix writes it", () => {
  const page = readFileSync(new URL("../docs/modes.md", import.meta.url), "utf8");
  expect(page).toBe(modesPage(Object.values(ABOUTS)));
});

test("docs/runbooks.md ends with every variable that a symptom fills; npm run fix writes it", () => {
  const page = readFileSync(new URL("../docs/runbooks.md", import.meta.url), "utf8");
  expect(page).toBe(withVariables(page, SYMPTOM_VARIABLES));
});
