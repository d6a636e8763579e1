import type { ProcessReading } from "./facts.ts";
import type { EpochMs } from "./time.ts";

/** Since when a process has been waiting in the kernel without a break. */
export type Hanging = ReadonlyMap<number, EpochMs>;

const NONE: Hanging = new Map();

/** What was in state D in the last reading and still is keeps its time. A moment in D is a read of the disk. */
export function foldHanging(before: Hanging, processes: readonly ProcessReading[], at: EpochMs): Hanging {
  const stuck = processes.filter(({ state }) => state.startsWith("D"));
  if (stuck.length === 0) return NONE;
  return new Map(stuck.map(({ pid }) => [pid, before.get(pid) ?? at]));
}
