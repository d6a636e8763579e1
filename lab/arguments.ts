import { parseArgs } from "node:util";
import { messageOf } from "#lib/domain/errors.ts";
import { LabError } from "./errors.ts";
import { type Engine, parseEngine, parseHostName, parseSize } from "./naming.ts";

/** What a person can ask the lab for. */
export type Command =
  | { kind: "help" }
  | { kind: "doctor"; isJson: boolean }
  | { kind: "install" }
  | { kind: "base"; engines: readonly Engine[]; withExtras: boolean; isForced: boolean }
  | {
      kind: "up";
      host: string;
      engine: Engine;
      withExtras: boolean;
      diskBytes?: number;
      memoryBytes?: number;
      binds: readonly string[];
    }
  | { kind: "down"; host: string }
  | { kind: "down-all" }
  | { kind: "status"; isJson: boolean }
  | { kind: "ssh"; user: string; host: string; argv: readonly string[] }
  | { kind: "exec"; host: string; argv: readonly string[] }
  | { kind: "workload"; host: string }
  | { kind: "break"; host: string; fault: string }
  | { kind: "heal"; host: string; fault?: string }
  | { kind: "faults"; isJson: boolean }
  | { kind: "drill"; fault: string; engine?: Engine; host?: string; report?: string }
  | { kind: "record"; hosts: readonly string[]; dir: string; seconds: number };

export const USAGE = `usage: npm run lab -- <command>

  doctor [--json]                      what this machine lacks
  install                              installs the Debian packages that are missing
  base [build] [--docker 20|26] [--extras] [--force]
                                       builds or unpacks the bases; both unless told
  up <host> [--docker 20|26] [--disk 300M] [--mem 600M] [--bind <dir>] [--extras]
                                       boots a host; prints its address when its API answers
  down <host> | --all                  takes it away, whatever state it is in
  status [--json]
  ssh [user@]<host> [command…]         users: root, ops (group docker), guest
  exec <host> -- command…              as root in all of the host's namespaces, without ssh
  workload <host>                      a few healthy containers
  faults [--json]                      what can be broken, and what to expect
  break <host> <fault[:variant]>
  heal <host> [<fault>|--all]
  drill <fault[:variant]> [--engine 20|26] [--host <name>] [--report <file>]
                                       a game day: breaks a host, people work on it in the browser, and what
                                       came of it is written down
  record <host>… <dir> [--seconds 60]  records a session for the demo`;

const FLAGS = {
  docker: { type: "string" },
  disk: { type: "string" },
  mem: { type: "string" },
  bind: { type: "string", multiple: true },
  extras: { type: "boolean" },
  all: { type: "boolean" },
  seconds: { type: "string" },
  engine: { type: "string" },
  host: { type: "string" },
  report: { type: "string" },
  json: { type: "boolean" },
  force: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Flag = keyof typeof FLAGS;
type Values = ReturnType<typeof read>["values"];

/** Reads a command line. Throws `usage` with words for the person who typed it. */
export function parseCommand(args: readonly string[]): Command {
  const [word, ...rest] = args;
  // What follows belongs to another program, so its flags are not ours to read.
  if (word === "ssh") return parseSsh(rest);
  if (word === "exec") return parseExec(rest);
  const { values, positionals } = read(rest);
  if (values.help || word === undefined || word === "help" || word === "--help" || word === "-h")
    return { kind: "help" };
  const given = (flags: readonly Flag[], count: readonly [number, number]): void =>
    check(word, values, positionals, flags, count);
  const host = (): string => parseHostName(positionals[0]);
  switch (word) {
    case "doctor":
    case "status":
    case "faults":
      given(["json"], [0, 0]);
      return { kind: word, isJson: values.json === true };
    case "install":
      given([], [0, 0]);
      return { kind: "install" };
    case "base":
      given(["docker", "extras", "force"], [0, 1]);
      if (positionals[0] !== undefined && positionals[0] !== "build") throw unexpected(positionals[0]);
      return {
        kind: "base",
        engines: values.docker === undefined ? ["20", "26"] : [parseEngine(values.docker)],
        withExtras: values.extras === true,
        isForced: values.force === true,
      };
    case "up":
      given(["docker", "disk", "mem", "bind", "extras"], [1, 1]);
      return {
        kind: "up",
        host: host(),
        engine: parseEngine(values.docker ?? "26"),
        withExtras: values.extras === true,
        binds: (values.bind ?? []).map(parseDirectory),
        ...(values.disk === undefined ? {} : { diskBytes: parseSize(values.disk) }),
        ...(values.mem === undefined ? {} : { memoryBytes: parseSize(values.mem) }),
      };
    case "down":
      given(["all"], values.all ? [0, 0] : [1, 1]);
      return values.all ? { kind: "down-all" } : { kind: "down", host: host() };
    case "workload":
      given([], [1, 1]);
      return { kind: "workload", host: host() };
    case "break":
      given([], [2, 2]);
      return { kind: "break", host: host(), fault: positionals[1] ?? "" };
    case "heal":
      given(["all"], values.all ? [1, 1] : [1, 2]);
      return {
        kind: "heal",
        host: host(),
        ...(positionals[1] === undefined ? {} : { fault: positionals[1] }),
      };
    case "drill":
      given(["engine", "host", "report"], [1, 1]);
      return {
        kind: "drill",
        fault: positionals[0] ?? "",
        ...(values.engine === undefined ? {} : { engine: parseEngine(values.engine, "--engine") }),
        ...(values.host === undefined ? {} : { host: parseHostName(values.host) }),
        ...(values.report === undefined ? {} : { report: values.report }),
      };
    case "record":
      given(["seconds"], [2, 21]);
      return {
        kind: "record",
        hosts: positionals.slice(0, -1).map(parseHostName),
        dir: positionals.at(-1) ?? "",
        seconds: parseSeconds(values.seconds ?? "60"),
      };
    default:
      throw new LabError("usage", `${JSON.stringify(word)} is not a command\n\n${USAGE}`);
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    throw new LabError("usage", messageOf(error));
  }
}

function check(
  word: string,
  values: Values,
  positionals: readonly string[],
  flags: readonly Flag[],
  [least, most]: readonly [number, number],
): void {
  const foreign = (Object.keys(values) as Flag[]).find((flag) => !flags.includes(flag));
  if (foreign) throw new LabError("usage", `${word} has no --${foreign}`);
  const surplus = positionals[most];
  if (surplus !== undefined) throw unexpected(surplus);
  if (positionals.length < least) throw new LabError("usage", `${word} needs more words\n\n${USAGE}`);
}

function parseSsh(rest: readonly string[]): Command {
  const [target = "", ...argv] = rest;
  const at = target.indexOf("@");
  const user = at < 0 ? "root" : target.slice(0, at);
  if (!/^[a-z][a-z0-9-]*$/.test(user)) throw new LabError("usage", `not a user: ${JSON.stringify(user)}`);
  return {
    kind: "ssh",
    user,
    host: parseHostName(target.slice(at + 1)),
    argv: argv[0] === "--" ? argv.slice(1) : argv,
  };
}

function parseExec(rest: readonly string[]): Command {
  const [host, ...argv] = rest;
  const command = argv[0] === "--" ? argv.slice(1) : argv;
  if (command.length === 0) throw new LabError("usage", "exec needs a command: exec <host> -- command…");
  return { kind: "exec", host: parseHostName(host), argv: command };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= 3600) return seconds;
  throw new LabError("usage", `--seconds is 1 to 3600, not ${JSON.stringify(text)}`);
}

function parseDirectory(text: string): string {
  // A colon would end the path in systemd-nspawn's own syntax.
  if (/^\/[^:\n]*$/.test(text)) return text;
  throw new LabError("usage", `--bind is an absolute path without a colon, not ${JSON.stringify(text)}`);
}

const unexpected = (word: string): LabError =>
  new LabError("usage", `${JSON.stringify(word)} is one word too many`);
