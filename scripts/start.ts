import { messageOf } from "#lib/domain/errors.ts";
import { ensureBuild } from "./support/build.ts";
import { complain, root, runFoghorn } from "./support/run-foghorn.ts";

/* npm start: builds when sources changed, then keeps the gate and the web process running until Ctrl-C. */

try {
  await ensureBuild(root, complain);
  process.exitCode = await runFoghorn({ env: { ...process.env, NODE_ENV: "production" }, hasGate: true });
} catch (error) {
  complain(messageOf(error));
  process.exitCode = 1;
}
