import { readFileSync } from "node:fs";
import process from "node:process";
import { messageOf } from "#lib/domain/errors.ts";
import { createGate, type RunningGate } from "#lib/gate/create-gate.ts";
import { type GateEnvironment, readEnvironment } from "#lib/gate/environment.ts";

/*
 * The gate: the only process that opens daemon sockets, runs ssh or reads a host. See docs/architecture.md.
 */

// The supervisor gives everything 3 s; what has not ended by then is ended by leaving.
const STOP_WITHIN_MS = 1_800;

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}

function leaveWith(message: string): never {
  process.stderr.write(`gate: ${message}\n`);
  process.exit(1);
}

function environmentOrLeave(): GateEnvironment {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    return leaveWith(messageOf(error));
  }
}

function stopOn(gate: RunningGate, isSupervised: boolean): void {
  let isStopping = false;
  const stop = (reason: string): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    gate.close(reason).then(
      () => process.exit(0),
      (error: unknown) => leaveWith(`stopping failed: ${error}`),
    );
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGHUP", () => void gate.reread());
  if (!isSupervised) {
    process.on("SIGINT", () => stop("SIGINT"));
    return;
  }
  // Ctrl-C reaches the whole group; the supervisor decides who ends when.
  process.on("SIGINT", () => {});
  process.stdin.on("end", () => stop("the supervisor is gone"));
  process.stdin.on("error", () => stop("the supervisor is gone"));
  process.stdin.resume();
}

const environment = environmentOrLeave();
try {
  const gate = await createGate(environment, { version: readVersion(), env: process.env });
  stopOn(gate, environment.isSupervised);
  process.stdout.write(`gate ready ${environment.socketPath}\n`);
} catch (error) {
  leaveWith(messageOf(error));
}
