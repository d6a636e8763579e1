import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { modesPage } from "./support/modes-page.ts";
import { root } from "./support/run-foghorn.ts";

/* npm run fix: what is written from the code, format, and the lint fixes that cannot change what code does. */

writeFileSync(join(root, "docs/modes.md"), modesPage(Object.values(ABOUTS)));

const { status } = spawnSync(
  process.execPath,
  ["node_modules/@biomejs/biome/bin/biome", "check", "--write", "."],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
