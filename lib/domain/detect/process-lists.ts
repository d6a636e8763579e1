import type { HostState } from "../host-state.ts";
import type { ContainerId } from "../ids.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import type { EpochMs } from "../time.ts";

/** Of thousands in the same state a list of so many says what they are. */
const LISTED = 64;

/** A process that no signal reaches: it waits in the kernel. */
export interface HangingProcess {
  readonly pid: number;
  readonly command: string;
  /** Where in the kernel; absent where this account may not know. */
  readonly waitChannel?: string;
  /** When it was first seen so, without a break since. */
  readonly sinceAt: EpochMs;
  readonly container?: string;
}

/** A process that ended and still holds its number, as its parent does not take notice. */
export interface ZombieProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
  readonly startedAt: EpochMs;
  readonly container?: string;
}

export interface ProcessLists {
  readonly hanging: readonly HangingProcess[];
  readonly hangingCount: number;
  readonly zombies: readonly ZombieProcess[];
  readonly zombieCount: number;
}

/** What hangs in the kernel and what is dead but not gone, the longest first. Undefined where neither can be read now. */
export function processLists(host: HostState, now: EpochMs): ProcessLists | undefined {
  const processes = freshFact(host, "processes", now);
  const cgroups = freshFact(host, "cgroups", now);
  if (processes === undefined && cgroups === undefined) return undefined;
  const containerOf = (id: ContainerId | undefined): { readonly container?: string } => {
    const container = id === undefined ? undefined : host.names.get(id)?.name;
    return container === undefined ? {} : { container };
  };
  const all = processes?.fact.processes ?? [];
  // What runs in a container is a child of its shim.
  const shimOf = ({ parentPid }: { readonly parentPid: number }) => all.find(({ pid }) => pid === parentPid);
  const hanging = all
    .filter(({ state }) => state.startsWith("D"))
    .map(
      (process): HangingProcess => ({
        pid: process.pid,
        command: process.command,
        sinceAt: host.hangingSince.get(process.pid) ?? processes?.at ?? now,
        ...(process.waitChannel !== undefined && { waitChannel: process.waitChannel }),
        ...containerOf(process.containerId ?? shimOf(process)?.containerId),
      }),
    )
    .toSorted((a, b) => a.sinceAt - b.sinceAt || a.pid - b.pid);
  const readAt = cgroups?.at ?? now;
  const zombies = (cgroups?.fact.cgroups.zombies ?? [])
    .map(
      ({ pid, parentPid, command, startedSecondsAgo, containerId }): ZombieProcess => ({
        pid,
        parentPid,
        command,
        startedAt: readAt - startedSecondsAgo * 1_000,
        ...containerOf(containerId),
      }),
    )
    .toSorted((a, b) => a.startedAt - b.startedAt || a.pid - b.pid);
  const counted = (cgroups?.fact.cgroups.containers ?? []).reduce((sum, each) => sum + each.zombies, 0);
  return {
    hanging: hanging.slice(0, LISTED),
    hangingCount: hanging.length,
    zombies: zombies.slice(0, LISTED),
    zombieCount: Math.max(counted, zombies.length),
  };
}
