import type { ProcessReading } from "../facts.ts";
import { isContainerId } from "../ids.ts";
import { linesOf, malformed, numberOf, section } from "./sections.ts";

// proc(5): fields after the name, which is in parentheses and may itself hold parentheses and spaces.
const STAT = /^(\d+) \((.*)\) (\S) (.*)$/;
const FIELD = { parentPid: 0, userTicks: 10, kernelTicks: 11, startedTicks: 18, rssPages: 20 } as const;
const TASK = /^\/proc\/(\d+)\/task\/\d+\/stat:(.*)$/;
const DETAIL = /^\/proc\/(?:\d+\/task\/)?(\d+)\/(cmdline|wchan):(.*)$/;

interface Clock {
  readonly uptimeSeconds: number;
  readonly pageBytes: number;
  readonly ticksPerSecond: number;
}

interface Details {
  args: readonly string[];
  waitChannel?: string;
}

/**
 * dockerd, containerd and shims in any state, and whatever else hangs in the kernel (state D).
 * A hanging thread of dockerd or containerd is an entry of its own, with the process as its parent.
 */
export function parseProcesses(sections: ReadonlyMap<string, string>): readonly ProcessReading[] {
  const [up, page, ticks] = section(sections, "clock").trim().split(" ");
  const clock = {
    uptimeSeconds: numberOf(up, "uptime"),
    pageBytes: numberOf(page, "page size"),
    ticksPerSecond: numberOf(ticks, "ticks"),
  };
  const details = detailsOf(sections.get("details") ?? "");
  const processes = linesOf(section(sections, "processes")).map((line) => toProcess(line, clock, details));
  const tasks = linesOf(sections.get("tasks") ?? "").flatMap((line) => {
    const [, owner, stat = ""] = TASK.exec(line) ?? [];
    if (owner === undefined || stat.startsWith(`${owner} `)) return [];
    return [{ ...toProcess(stat, clock, details), parentPid: Number(owner) }];
  });
  return [...processes.map((each) => withContainer(each, processes, details)), ...tasks];
}

/**
 * Shims are children of process 1 or of the daemon that started them. Whatever runs in a container may take
 * the same name and arguments, but not that parent.
 */
function withContainer(
  process: ProcessReading,
  all: readonly ProcessReading[],
  details: ReadonlyMap<number, Details>,
): ProcessReading {
  if (!process.command.startsWith("containerd-shim")) return process;
  const parent = all.find(({ pid }) => pid === process.parentPid)?.command;
  const isGenuine = process.parentPid === 1 || parent === "containerd" || parent === "dockerd";
  const containerId = isGenuine ? containerOf(details.get(process.pid)?.args ?? []) : undefined;
  return containerId === undefined ? process : { ...process, containerId };
}

function toProcess(line: string, clock: Clock, details: ReadonlyMap<number, Details>): ProcessReading {
  const [, pid, command = "", state = "", rest = ""] = STAT.exec(line) ?? [];
  if (pid === undefined) throw malformed("no line of /proc/<pid>/stat", line);
  const fields = rest.split(" ");
  const known = details.get(Number(pid));
  const args = known?.args ?? [];
  const ticks =
    numberOf(fields[FIELD.userTicks], "user time") + numberOf(fields[FIELD.kernelTicks], "kernel time");
  const startedSeconds = numberOf(fields[FIELD.startedTicks], "start time") / clock.ticksPerSecond;
  return {
    pid: Number(pid),
    parentPid: numberOf(fields[FIELD.parentPid], "parent"),
    state,
    startedSecondsAgo: Math.max(0, Math.round(clock.uptimeSeconds - startedSeconds)),
    rssBytes: numberOf(fields[FIELD.rssPages], "rss") * clock.pageBytes,
    cpuMs: (ticks * 1_000) / clock.ticksPerSecond,
    command,
    args: args.join(" "),
    ...(known?.waitChannel === undefined ? {} : { waitChannel: known.waitChannel }),
  };
}

function detailsOf(text: string): ReadonlyMap<number, Details> {
  const found = new Map<number, Details>();
  for (const line of text.split("\n")) {
    const [, pid, kind, value = ""] = DETAIL.exec(line) ?? [];
    if (pid === undefined) continue;
    const details = found.get(Number(pid)) ?? { args: [] };
    if (kind === "cmdline") details.args = [...details.args, ...splitArguments(value)];
    // "0" is what a process without the right to look reads.
    else if (value !== "" && value !== "0") details.waitChannel = value;
    found.set(Number(pid), details);
  }
  return found;
}

/** /proc/<pid>/cmdline: arguments, each ended by NUL. */
export const splitArguments = (text: string): readonly string[] =>
  text.replace(/\0+$/, "") === "" ? [] : text.replace(/\0$/, "").split("\0");

/** `-id` of a shim's command line, full ids only. */
function containerOf(args: readonly string[]) {
  const id = args[args.indexOf("-id") + 1];
  return args.includes("-id") && id !== undefined && isContainerId(id) ? id : undefined;
}
