import { checksAndUnits } from "./support/runners.ts";
import { closing, exitCodeOf, sum } from "./support/step.ts";

/* npm run check: all that needs neither a browser nor the lab. */

const counts = sum(await checksAndUnits());
process.stdout.write(`${closing(counts)}\n`);
process.exitCode = exitCodeOf(counts, false);
