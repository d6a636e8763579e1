import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { modesPage } from "./support/modes-page.ts";

test("docs/modes.md says what the modes say; npm run fix writes it", () => {
  const page = readFileSync(new URL("../docs/modes.md", import.meta.url), "utf8");
  expect(page).toBe(modesPage(Object.values(ABOUTS)));
});
