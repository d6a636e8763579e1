import type { DiskReading, FactName, GlanceReading } from "./facts.ts";
import { freeInodeRatioOf, usedRatioOf } from "./modes/shared/disk.ts";

type Disk = Pick<DiskReading, "path" | "totalBytes" | "availableBytes" | "totalInodes" | "freeInodes">;

/** Of the whole: what a disk gained or lost since it was read is of no matter below this … */
const DISK_MOVED_RATIO = 0.005;
/** … unless this little is left of it, where each look counts. */
const DISK_SHORT_RATIO = 0.1;

/** A reading that a look showed to be old: a fact of the host, the API's `info`, or whether it can be connected to. */
export type OldReading = FactName | "info" | "ping";

/**
 * What is no longer as it was read. `before` is the last look, undefined at the first; `disks` what was last read of them,
 * so that a disk that fills slowly is noticed as well.
 */
export function oldReadings(
  before: GlanceReading | undefined,
  now: GlanceReading,
  disks: readonly Disk[],
  paths: { readonly socket: string | undefined; readonly configFile: string | undefined },
): readonly OldReading[] {
  const old = new Set<OldReading>();
  if (now.disks.some((disk) => isWorthReading(disk, disks))) old.add("disk");
  if (before === undefined) return [...old];
  for (const path of new Set([...Object.keys(before.files), ...Object.keys(now.files)])) {
    if (before.files[path] === now.files[path]) continue;
    if (path === paths.socket) old.add("socket").add("ping");
    else if (path === paths.configFile) old.add("config-file");
    else if (path.endsWith("/resolv.conf")) old.add("network-links");
    else old.add("unit-files");
  }
  if (before.network !== now.network) old.add("network-links");
  if (processText(before) !== processText(now)) {
    for (const name of ["units", "processes", "info"] as const) old.add(name);
  }
  return [...old];
}

function isWorthReading(seen: Disk, known: readonly Disk[]): boolean {
  const read = known.find(({ path }) => path === seen.path);
  if (read === undefined || read.totalBytes !== seen.totalBytes) return true;
  const hasMoved = (now: number, before: number): boolean =>
    now < DISK_SHORT_RATIO || Math.abs(now - before) >= DISK_MOVED_RATIO;
  return (
    hasMoved(freeBytesRatio(seen), freeBytesRatio(read)) ||
    hasMoved(freeInodesRatio(seen), freeInodesRatio(read))
  );
}

const freeBytesRatio = (disk: Disk): number => 1 - usedRatioOf(disk);
// A file system that makes inodes as it goes has no limit.
const freeInodesRatio = (disk: Disk): number => freeInodeRatioOf(disk) ?? 1;

/** Runs or waits for its turn: one and the same for whoever looks from time to time. */
const isAtWork = (state: string): boolean => /^[RSI]$/.test(state);

const processText = ({ processes }: GlanceReading): string =>
  processes.map(({ command, pid, state }) => `${command} ${pid} ${isAtWork(state) ? "" : state}`).join();

/** Whether both processes of the engine are there and neither hangs nor is stopped. */
export const isEngineAtWork = ({ processes }: GlanceReading): boolean =>
  ["dockerd", "containerd"].every((command) =>
    processes.some((process) => process.command === command && isAtWork(process.state)),
  );
