import type { CgroupReading, CgroupsReading, ZombieReading } from "../facts.ts";
import { type ContainerId, isContainerId } from "../ids.ts";
import { linesOf, numberOf, section } from "./sections.ts";

/** "…/docker/<id>/pids.max:100", "…/docker-<id>.scope/cpu.stat:nr_periods 42" */
const COUNTED = /[/-]([0-9a-f]{64})(?:\.scope)?\/(pids\.current|pids\.max|pids\.events|cpu\.stat):(.*)$/;
/** "/proc/<pid>/cgroup:0::/docker/<id>": of a parent of zombies; several lines where the hierarchies are v1. */
const PARENT = /^\/proc\/(\d+)\/cgroup:.*[/-]([0-9a-f]{64})(?:\.scope)?(?:\/|$)/;
/** Parent, process, start in ticks after boot, name. */
const DEAD = /^(\d+) (\d+) (\d+) (.*)$/;
const HOST = /^\/proc\/(loadavg|sys\/kernel\/pid_max|sys\/kernel\/threads-max):(.*)$/;

type Mutable = { -readonly [Key in keyof CgroupReading]: CgroupReading[Key] };

/** Counters of all containers and their zombies; a line that is none of these is passed over, as a new kernel may add some. */
export function parseCgroups(sections: ReadonlyMap<string, string>): CgroupsReading {
  const found = new Map<ContainerId, Mutable>();
  const of = (id: ContainerId): Mutable => {
    const known = found.get(id) ?? { id, zombies: 0 };
    found.set(id, known);
    return known;
  };
  for (const line of linesOf(section(sections, "counters"))) {
    const [, id = "", file = "", text = ""] = COUNTED.exec(line) ?? [];
    if (isContainerId(id)) count(of(id), file, text);
  }
  const owners = new Map<string, ContainerId>();
  for (const line of linesOf(sections.get("parents") ?? "")) {
    const [, pid = "", id = ""] = PARENT.exec(line) ?? [];
    if (isContainerId(id)) owners.set(pid, id);
  }
  for (const line of linesOf(sections.get("zombies") ?? "")) {
    const [parent = "", zombies = "0"] = line.trim().split(" ");
    const owner = owners.get(parent);
    if (owner !== undefined) of(owner).zombies += whole(zombies) ?? 0;
  }
  const zombies = zombiesOf(sections, owners);
  return {
    containers: [...found.values()],
    ...(zombies.length > 0 && { zombies }),
    ...hostOf(sections.get("host") ?? ""),
  };
}

function zombiesOf(
  sections: ReadonlyMap<string, string>,
  owners: ReadonlyMap<string, ContainerId>,
): readonly ZombieReading[] {
  const [up, , ticks] = (sections.get("clock") ?? "").trim().split(" ");
  return linesOf(sections.get("dead") ?? "").flatMap((line) => {
    const [, parent, pid, started, command] = DEAD.exec(line) ?? [];
    if (parent === undefined || command === undefined) return [];
    const startedSeconds = Number(started) / numberOf(ticks, "ticks");
    const containerId = owners.get(parent);
    return [
      {
        pid: Number(pid),
        parentPid: Number(parent),
        command,
        startedSecondsAgo: Math.max(0, Math.round(numberOf(up, "uptime") - startedSeconds)),
        ...(containerId !== undefined && { containerId }),
      },
    ];
  });
}

function count(reading: Mutable, file: string, text: string): void {
  const [name = "", number = ""] = text.split(" ");
  switch (file) {
    case "pids.current":
      set(reading, "pids", name);
      break;
    case "pids.max":
      set(reading, "pidsLimit", name);
      break;
    case "pids.events":
      if (name === "max") set(reading, "forksRefused", number);
      break;
    case "cpu.stat":
      if (name === "nr_periods") set(reading, "cpuPeriods", number);
      if (name === "nr_throttled") set(reading, "cpuThrottledPeriods", number);
      break;
  }
}

function set(reading: Mutable, key: Exclude<keyof CgroupReading, "id" | "zombies">, text: string): void {
  const number = whole(text);
  // "max" is no limit.
  if (number !== undefined) reading[key] = number;
}

const whole = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

function hostOf(text: string): { tasks?: number; tasksLimit?: number } {
  let tasks: number | undefined;
  const limits: number[] = [];
  for (const line of linesOf(text)) {
    const [, file, value = ""] = HOST.exec(line) ?? [];
    // "0.31 0.20 0.11 2/512 4242": runnable and existing tasks.
    if (file === "loadavg") tasks = whole(/\/(\d+) /.exec(value)?.[1] ?? "");
    else {
      const limit = whole(value.trim());
      if (limit !== undefined) limits.push(limit);
    }
  }
  return {
    ...(tasks !== undefined && { tasks }),
    ...(limits.length > 0 && { tasksLimit: Math.min(...limits) }),
  };
}
