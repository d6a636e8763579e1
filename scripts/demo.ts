import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { messageOf } from "#lib/domain/errors.ts";
import { ensureBuild } from "./support/build.ts";
import { complain, root, runFoghorn } from "./support/run-foghorn.ts";

/*
 * npm run demo [-- <recording>]: a recorded session of the lab, replayed on a data directory that is thrown
 * away. No gate runs, so nothing of this machine is read.
 * npm run demo -- --fleet [<fleet.json>]: hosts of the recording multiplied as the file says, played in a loop.
 */

const isFleet = process.argv[2] === "--fleet";
const recording = resolve(
  isFleet
    ? (process.argv[3] ?? join(root, "demo/fleet.json"))
    : (process.argv[2] ?? join(root, "demo/session.ndjson.gz")),
);
const dataDir = mkdtempSync(join(tmpdir(), "foghorn-demo-"));
try {
  if (!existsSync(recording)) throw new Error(`There is no recording at ${recording}.`);
  await ensureBuild(root, complain);
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    FOGHORN_DATA_DIR: dataDir,
    FOGHORN_CONFIG: join(dataDir, "foghorn.yaml"),
    ...(isFleet ? { FOGHORN_FLEET: recording } : { FOGHORN_RECORDING: recording }),
  };
  process.exitCode = await runFoghorn({ env, hasGate: false });
} catch (error) {
  complain(messageOf(error));
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
