import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { openRunbookLibrary } from "#lib/adapters/runbooks/runbook-library.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { createGate } from "#lib/gate-client/gate-client.ts";
import { diagnose } from "#lib/runtime/diagnose/diagnose.ts";
import { type Diagnosis, exitCodeOf } from "#lib/runtime/diagnose/diagnosis.ts";
import { diagnosisText } from "#lib/runtime/diagnose/diagnosis-text.ts";
import { makeGateSocket } from "./support/gate-socket.ts";
import { root } from "./support/run-foghorn.ts";

/*
 * npm run --silent diagnose [-- --json] [-- --host <id>]: one look at every host, without the server, with a gate of its
 * own. Ends within 10 s with 3 when a host could not be read or there is none, else 2 for a page, 1 for a ticket; 3 as well
 * where nothing was found and something was not read in time; 0 when all is quiet.
 */

// 10 s in all, counted from the start of this process, with what npm takes before and ending takes after.
const ENDS_AT_MS = 8_200;
const GATE_STARTS_WITHIN_MS = 5_000;
const MISUSED = 64;

function leave(message: string, code: number): never {
  process.stderr.write(`diagnose: ${message}\n`);
  process.exit(code);
}

function readArguments(): { readonly json: boolean; readonly host?: string } {
  try {
    const { values } = parseArgs({
      options: { json: { type: "boolean", default: false }, host: { type: "string" } },
    });
    return { json: values.json, ...(values.host !== undefined && { host: values.host }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    return leave(`${reason}. Usage: npm run --silent diagnose -- [--json] [--host <id>]`, MISUSED);
  }
}

async function withGate<Result>(use: (socketPath: string) => Promise<Result>): Promise<Result> {
  const socket = makeGateSocket(process.env);
  const stateDir = mkdtempSync(join(tmpdir(), "foghorn-diagnose-"));
  const child = spawn(process.execPath, [join(root, "gate.ts")], {
    cwd: root,
    env: {
      ...process.env,
      FOGHORN_GATE_SOCKET: socket.path,
      FOGHORN_GATE_STATE_DIR: stateDir,
      // It ends when its standard input does, however this process ends.
      FOGHORN_SUPERVISED: "1",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2_000);
  });
  try {
    const ready = once(createInterface({ input: child.stdout }), "line", {
      signal: AbortSignal.timeout(GATE_STARTS_WITHIN_MS),
    });
    const gone = once(child, "exit").then(() =>
      Promise.reject(new Error(complaint.trim() || "the gate ended")),
    );
    await Promise.race([ready, gone]);
    gone.catch(() => undefined);
    return await use(socket.path);
  } finally {
    child.stdin.end();
    child.kill("SIGTERM");
    socket.remove();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

const { json, host } = readArguments();
const library = await openRunbookLibrary(join(root, "runbooks"), () => undefined);
library.close();
let diagnosis: Diagnosis;
try {
  diagnosis = await withGate((socketPath) =>
    diagnose({
      gate: createGate(socketPath),
      runbooks: library.runbooks(),
      redactionKey: randomBytes(32).toString("hex"),
      withinMs: Math.max(2_000, ENDS_AT_MS - process.uptime() * 1_000),
      ...(host !== undefined && { hostId: host }),
    }),
  );
} catch (error) {
  leave(messageOf(error), 3);
}
if (host !== undefined && diagnosis.hosts.length === 0) leave(`there is no host "${host}"`, MISUSED);
process.stdout.write(`${json ? JSON.stringify(diagnosis, null, 1) : diagnosisText(diagnosis)}\n`);
process.exit(exitCodeOf(diagnosis));
