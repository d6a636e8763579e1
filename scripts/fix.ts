import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import { SYMPTOM_VARIABLES } from "#lib/domain/runbooks/variables.ts";
import { EXPORT_VERSION, incidentExportSchema } from "#lib/protocol/incident-export/incident-export.ts";
import { modesPage } from "./support/modes-page.ts";
import { root } from "./support/run-foghorn.ts";
import { withVariables } from "./support/variables-table.ts";

/* npm run fix: what is written from the code, format, and the lint fixes that cannot change what code does. */

writeFileSync(join(root, "docs/modes.md"), modesPage(Object.values(ABOUTS)));
const RUNBOOKS_PAGE = join(root, "docs/runbooks.md");
writeFileSync(RUNBOOKS_PAGE, withVariables(readFileSync(RUNBOOKS_PAGE, "utf8"), SYMPTOM_VARIABLES));
writeFileSync(
  join(root, `docs/schemas/incident-export-${EXPORT_VERSION}.schema.json`),
  JSON.stringify(incidentExportSchema(), undefined, 2),
);

const { status } = spawnSync(
  process.execPath,
  ["node_modules/@biomejs/biome/bin/biome", "check", "--write", "."],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
