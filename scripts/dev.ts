import { messageOf } from "#lib/domain/errors.ts";
import { complain, runFoghorn } from "./support/run-foghorn.ts";

/* npm run dev: both processes with pages that reload as they are edited. Server and gate take a restart. */

try {
  process.exitCode = await runFoghorn({ env: { ...process.env, NODE_ENV: "development" }, hasGate: true });
} catch (error) {
  complain(messageOf(error));
  process.exitCode = 1;
}
