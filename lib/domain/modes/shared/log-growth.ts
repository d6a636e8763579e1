import type { HostState } from "../../host-state.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";

// A few minutes of samples are a burst, not a rate; a sample of an hour ago is of another time.
const ENOUGH_MS = 10 * MINUTE_MS;
const FRESH_MS = 10 * MINUTE_MS;

export interface LogGrowth {
  readonly bytesPerHour: number;
  readonly sinceAt: EpochMs;
}

const known = new WeakMap<HostState["growth"], LogGrowth | undefined>();

/** What all log files of containers grow by in an hour; undefined where none grew or nobody saw it for long enough. */
export function logGrowth({ growth }: Pick<HostState, "growth">, now: EpochMs): LogGrowth | undefined {
  if (!known.has(growth)) known.set(growth, growthOf(growth));
  const found = known.get(growth);
  const newestAt = newestOf(growth);
  return newestAt !== undefined && now - newestAt <= FRESH_MS ? found : undefined;
}

function growthOf(growth: HostState["growth"]): LogGrowth | undefined {
  let bytesPerHour = 0;
  let sinceAt = Number.POSITIVE_INFINITY;
  for (const [key, samples] of growth) {
    const [first] = samples;
    const last = samples.at(-1);
    if (!key.startsWith("log ") || first === undefined || last === undefined) continue;
    const spanMs = last.at - first.at;
    if (spanMs < ENOUGH_MS || last.bytes <= first.bytes) continue;
    bytesPerHour += ((last.bytes - first.bytes) / spanMs) * HOUR_MS;
    sinceAt = Math.min(sinceAt, first.at);
  }
  return bytesPerHour > 0 ? { bytesPerHour, sinceAt } : undefined;
}

const newestOf = (growth: HostState["growth"]): EpochMs | undefined => {
  let newest: EpochMs | undefined;
  for (const [key, samples] of growth)
    if (key.startsWith("log ")) newest = Math.max(newest ?? 0, samples.at(-1)?.at ?? 0);
  return newest;
};
