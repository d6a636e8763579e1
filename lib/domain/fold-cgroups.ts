import type { CgroupReading, CgroupsReading } from "./facts.ts";
import { withSample } from "./fold-samples.ts";
import type { CgroupSample, HostState } from "./host-state.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

const MAX_SAMPLES = 12;
// Below four fifths of its limit a container is far from it.
const NEAR_LIMIT = 0.8;

/** Whether anything about it may matter: most containers have no quota, no zombies and are far from their limits. */
function isOfInterest(reading: CgroupReading): boolean {
  const { pids = 0, pidsLimit, forksRefused = 0, cpuPeriods = 0, zombies } = reading;
  return (
    zombies > 0 ||
    forksRefused > 0 ||
    cpuPeriods > 0 ||
    (pidsLimit !== undefined && pids > pidsLimit * NEAR_LIMIT)
  );
}

/** The samples with one more reading of all containers; those that left are forgotten. */
export function foldCgroups(
  history: HostState["cgroupHistory"],
  { containers }: CgroupsReading,
  at: EpochMs,
): HostState["cgroupHistory"] {
  const next = new Map<CgroupReading["id"], readonly CgroupSample[]>();
  for (const reading of containers) {
    const known = history.get(reading.id);
    if (known === undefined && !isOfInterest(reading)) continue;
    next.set(
      reading.id,
      withSample(isSameLife(known, reading) ? (known ?? []) : [], { at, reading }, MINUTE_MS, MAX_SAMPLES),
    );
  }
  return next;
}

/** Counters that fall begin anew with a new life. */
function isSameLife(
  known: readonly CgroupSample[] | undefined,
  { cpuPeriods = 0, forksRefused = 0 }: CgroupReading,
): boolean {
  const last = known?.at(-1)?.reading;
  return (
    last === undefined || ((last.cpuPeriods ?? 0) <= cpuPeriods && (last.forksRefused ?? 0) <= forksRefused)
  );
}
