import { messageOf } from "#lib/domain/errors.ts";
import { complain, runFoghorn } from "../scripts/support/run-foghorn.ts";

/*
 * As `npm start`, but for one number: what is killed on purpose hundreds of times starts again as after its first end.
 * By the wait of a crash loop, up to 10 s, most of the time would pass with nothing to kill.
 */

try {
  process.exitCode = await runFoghorn({
    env: { ...process.env, NODE_ENV: "production" },
    hasGate: true,
    settledMs: 0,
  });
} catch (error) {
  complain(messageOf(error));
  process.exitCode = 1;
}
