import type { HostState } from "../host-state.ts";
import { sightOfEngine } from "../modes/shared/engine-sight.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import { freshList, runningByShims } from "../modes/shared/running.ts";
import type { ContainerReading } from "../readings.ts";
import type { EpochMs } from "../time.ts";

/** How many containers run, of how many, by whose word and of when. */
export interface ContainerCount {
  readonly running: number;
  /** Absent where no list was ever read: shims tell what runs, not what should. */
  readonly expected?: number;
  /** list: the daemon says so now. shims: counted on the host while the daemon does not. last-list: known from before. */
  readonly by: "list" | "shims" | "last-list";
  readonly at: EpochMs;
}

/** The best that is known of a host's containers; undefined before anything was read, which is not none. */
export function containerCount(host: HostState, now: EpochMs): ContainerCount | undefined {
  const last = host.containers.lastGood;
  const known = last && countContainers(host, last.reading);
  const isCurrent = host.containers.tries.at(-1)?.ok === true && sightOfEngine(host, now).kind === "answers";
  if (last !== undefined && known !== undefined && isCurrent && freshList(host, now) !== undefined)
    return { ...known, by: "list", at: last.at };
  const shims = runningByShims(host, now);
  const shimsAt = freshFact(host, "processes", now)?.at;
  if (shims !== undefined && shimsAt !== undefined)
    return {
      running: shims.length,
      // More than the last list knew: something was started after it.
      ...(known && { expected: Math.max(known.expected, shims.length) }),
      by: "shims",
      at: shimsAt,
    };
  return last && known && { ...known, by: "last-list", at: last.at };
}

/**
 * Running and expected. Expected is what runs, is paused or restarts, and what died without being asked to;
 * a container that ended its work or was stopped by a person is not missed.
 */
export function countContainers(
  host: HostState,
  list: readonly ContainerReading[],
): { readonly running: number; readonly expected: number } {
  let running = 0;
  let expected = 0;
  for (const { id, state } of list) {
    const death = host.lives.get(id)?.deaths.at(-1);
    const isMissed =
      (state === "exited" || state === "dead") && death?.isPlanned === false && death.exitCode !== 0;
    if (state === "running") running += 1;
    if (state === "running" || state === "paused" || state === "restarting" || isMissed) expected += 1;
  }
  return { running, expected };
}
