import type { FactName, HostFact } from "./facts.ts";
import { foldCgroups } from "./fold-cgroups.ts";
import { foldDaemons, foldProcessors } from "./fold-daemons.ts";
import { foldGrowth } from "./fold-growth.ts";
import { foldHanging } from "./fold-hanging.ts";
import { foldDisk } from "./fold-series.ts";
import { foldTransfers } from "./fold-transfers.ts";
import { foldUnheld } from "./fold-unheld.ts";
import type { FactHistory, HostState, SeriesName } from "./host-state.ts";
import type { EpochMs } from "./time.ts";

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const MAX_TORN_LOGS = 64;

/** A fact takes the place of the one before; what matters over time goes into its history. */
export function foldFact(
  next: Mutable<HostState>,
  fact: HostFact,
  at: EpochMs,
  note: (name: SeriesName, value: number | null) => void,
): void {
  next.facts = withFact(next.facts, fact, at);
  switch (fact.name) {
    case "disk": {
      const disk = dataRootDisk(next, fact.disks);
      if (disk === undefined) return;
      next.diskHistory = foldDisk(next.diskHistory, disk, at);
      if (disk.totalBytes > 0) note("disk-used-ratio", 1 - disk.availableBytes / disk.totalBytes);
      return;
    }
    case "processes": {
      next.hangingSince = foldHanging(next.hangingSince, fact.processes, at);
      next.unheldSince = foldUnheld(
        next.unheldSince,
        fact.processes,
        next.containers.lastGood?.reading ?? [],
        at,
      );
      next.daemons = foldDaemons(next.daemons, fact.processes, at);
      note("rss-bytes", fact.processes.find(({ command }) => command === "dockerd")?.rssBytes ?? null);
      return;
    }
    case "pressure":
      next.processorHistory = foldProcessors(next.processorHistory, fact.pressure, at);
      return;
    case "pulls":
      next.transfers = foldTransfers(next.transfers, fact.transfers, at);
      return;
    case "torn-logs":
      next.tornLogs = new Map(
        [...next.tornLogs, ...fact.torn.map((id) => [id, at] as const)].slice(-MAX_TORN_LOGS),
      );
      return;
    case "log-files":
      next.growth = foldGrowth(next.growth, "log", fact.logs.files, at);
      return;
    case "cgroups":
      next.cgroupHistory = foldCgroups(next.cgroupHistory, fact.cgroups, at);
      return;
    case "socket":
      note("queued", fact.socket.queued ?? null);
  }
}

function withFact(facts: HostState["facts"], fact: HostFact, at: EpochMs): HostState["facts"] {
  const history: FactHistory<FactName> = { last: { at, fact } };
  return { ...facts, [fact.name]: history };
}

/** The reading of the disk that holds the data root: by name, else the one that was asked for first. */
export function dataRootDisk<Disk extends { readonly path: string }>(
  host: Pick<HostState, "info">,
  disks: readonly Disk[],
): Disk | undefined {
  const root = host.info.lastGood?.reading.dataRoot;
  return disks.find(({ path }) => path === root) ?? disks[0];
}
