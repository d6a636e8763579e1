import { spawn } from "node:child_process";
import { type Command, parseCommand, USAGE } from "./arguments.ts";
import { ensureBase } from "./base.ts";
import { isLabError, LabError } from "./errors.ts";
import { ensureLayers } from "./extras.ts";
import { breakHost, healHost } from "./fault-runner.ts";
import { faultList, faultText } from "./faults/index.ts";
import { up } from "./host.ts";
import { enterArgv, runningHost } from "./in-host.ts";
import { openLab, sshConfigPath } from "./places.ts";
import { recordHosts } from "./record-gate.ts";
import { assertNeeds, cacheNote, checkNeeds, installPackages, needsText } from "./requirements.ts";
import { PLAIN_ENV } from "./run.ts";
import { labStatus, statusTable } from "./status.ts";
import { down, downAll } from "./teardown.ts";
import { startWorkload } from "./workload.ts";

const lab = openLab();
const interrupted = new AbortController();
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Does what was asked; gives the exit code. */
async function execute(command: Command): Promise<number> {
  switch (command.kind) {
    case "help":
      print(USAGE);
      return 0;
    case "doctor": {
      const needs = await checkNeeds(lab);
      print(command.isJson ? json(needs) : `${needsText(needs)}\n${cacheNote()}`);
      return needs.every((known) => known.isMet) ? 0 : 1;
    }
    case "install":
      await installPackages(say);
      return 0;
    case "base":
      await assertNeeds(lab);
      for (const engine of command.engines) {
        print(await ensureBase(engine, { say, signal: interrupted.signal, isForced: command.isForced }));
      }
      if (command.withExtras) print(await ensureLayers("26", true, { say, signal: interrupted.signal }));
      return 0;
    case "up":
      return bringUp(command);
    case "down":
      await down(lab, command.host);
      return 0;
    case "down-all":
      for (const name of await downAll(lab)) say(`${name} is down`);
      return 0;
    case "status":
      print(command.isJson ? json(labStatus(lab)) : statusTable(labStatus(lab)));
      return 0;
    case "ssh": {
      const target = `${command.user}@${runningHost(lab, command.host).name}`;
      return attach(["ssh", "-F", sshConfigPath(lab), target, ...command.argv]);
    }
    case "exec":
      return attach(enterArgv(lab, command.host, command.argv));
    case "workload":
      await startWorkload(lab, command.host);
      return 0;
    case "break":
      say(`${(await breakHost(lab, command.host, command.fault)).ref} is broken`);
      return 0;
    case "heal":
      for (const healed of await healHost(lab, command.host, command.fault)) say(`${healed} is healed`);
      return 0;
    case "record":
      print(
        await recordHosts(lab, {
          hosts: command.hosts,
          dir: command.dir,
          durationMs: command.seconds * 1000,
          signal: interrupted.signal,
        }),
      );
      return 0;
    case "drill": {
      // Alone in needing Foghorn's own database: the others begin without it.
      const { drill } = await import("./drill/drill.ts");
      await drill(lab, command, { signal: interrupted.signal, say, print });
      return 0;
    }
    case "faults":
      print(command.isJson ? json(faultList()) : faultText());
      return 0;
  }
}

async function bringUp(command: Extract<Command, { kind: "up" }>): Promise<number> {
  const { host, engine, withExtras, diskBytes, memoryBytes, binds } = command;
  const { signal } = interrupted;
  await assertNeeds(lab);
  const base = await ensureLayers(engine, withExtras, { say, signal });
  const record = await up(lab, host, {
    engine,
    base,
    binds,
    signal,
    ...(diskBytes === undefined ? {} : { diskBytes }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  });
  print(record.address);
  return 0;
}

/** Hands the terminal to another program and gives its exit code; it gets Ctrl-C itself. */
function attach(argv: readonly string[]): Promise<number> {
  const [program = "", ...args] = argv;
  const env = { ...PLAIN_ENV, ...(process.env.TERM ? { TERM: process.env.TERM } : {}) };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env });
    child.on("error", (error) => reject(new LabError("command", error.message, { cause: error })));
    child.on("close", (code) => resolve(code ?? 130));
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

try {
  process.exitCode = await execute(parseCommand(process.argv.slice(2)));
} catch (error) {
  if (!isLabError(error)) throw error;
  say(error.message);
  process.exitCode = { usage: 2, interrupted: 130 }[error.code as string] ?? 1;
}
