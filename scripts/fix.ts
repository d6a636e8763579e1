import { spawnSync } from "node:child_process";
import { root } from "./support/run-foghorn.ts";

/* npm run fix: format, and the lint fixes that cannot change what code does. */

const { status } = spawnSync(
  process.execPath,
  ["node_modules/@biomejs/biome/bin/biome", "check", "--write", "."],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
