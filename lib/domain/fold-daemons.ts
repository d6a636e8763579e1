import type { PressureReading, ProcessReading } from "./facts.ts";
import { withSample } from "./fold-samples.ts";
import type { DaemonHistory, HostState, ProcessorSample } from "./host-state.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

const NAMES = ["dockerd", "containerd"] as const;
// Two minutes and a little, close enough together to tell that it is over within seconds.
const COUNTERS_EVERY_MS = 3 * SECOND_MS;
const MAX_COUNTERS = 42;
const MEMORY_EVERY_MS = 5 * MINUTE_MS;
// Six hours, and the two that are newest.
const MAX_MEMORY = 74;
const MAX_USUAL = 168;

/** What dockerd and containerd used up to this reading; a new process begins anew, only what is usual outlives it. */
export function foldDaemons(
  before: HostState["daemons"],
  processes: readonly ProcessReading[],
  at: EpochMs,
): HostState["daemons"] {
  const next = new Map(before);
  for (const name of NAMES) {
    const process = processes.find(({ command }) => command === name);
    if (process !== undefined) next.set(name, withReading(before.get(name), process, at));
  }
  return next;
}

function withReading(
  known: DaemonHistory | undefined,
  { pid, cpuMs, rssBytes }: ProcessReading,
  at: EpochMs,
): DaemonHistory {
  const isSame = known?.pid === pid;
  const cpu = isSame ? known.cpu : [];
  const memory = isSame ? known.memory : [];
  const usualMemory = known?.usualMemory ?? [];
  const lastUsualAt = usualMemory.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return {
    pid,
    cpu: cpuMs === undefined ? cpu : withSample(cpu, { at, cpuMs }, COUNTERS_EVERY_MS, MAX_COUNTERS),
    memory:
      rssBytes === undefined
        ? memory
        : withSample(memory, { at, bytes: rssBytes }, MEMORY_EVERY_MS, MAX_MEMORY),
    usualMemory:
      rssBytes === undefined || at - lastUsualAt < HOUR_MS
        ? usualMemory
        : [...usualMemory.slice(1 - MAX_USUAL), { at, bytes: rssBytes }],
  };
}

/** Counters that fall begin anew: another boot. */
export function foldProcessors(
  before: readonly ProcessorSample[],
  { processorTicks }: PressureReading,
  at: EpochMs,
): readonly ProcessorSample[] {
  if (processorTicks === undefined) return before;
  const isSameBoot = (before.at(-1)?.total ?? 0) <= processorTicks.total;
  return withSample(isSameBoot ? before : [], { at, ...processorTicks }, COUNTERS_EVERY_MS, MAX_COUNTERS);
}
