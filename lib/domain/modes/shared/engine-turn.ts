import type { ContainerDeath, ContainerLife, HostState } from "../../host-state.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../time.ts";

/** The daemon was away and came back. */
export interface EngineTurn {
  readonly goneAt: EpochMs;
  readonly backAt: EpochMs;
}

// What a stop takes containers for, and what a start finds: both within half a minute.
const AROUND_MS = 30 * SECOND_MS;
/** A turn older than this is history. */
const TOLD_MS = 10 * MINUTE_MS;

/** The last time the daemon was away, where it is back. The series of pings has a hole for it. */
export function lastTurn(host: HostState, now: EpochMs): EngineTurn | undefined {
  const backAt = host.engineBackAt;
  if (backAt === undefined || now - backAt > TOLD_MS) return undefined;
  const before = host.series["ping-ms"].points.filter(({ at }) => at <= backAt);
  const lastGood = before.findLast(({ value, at }) => value !== null && at < backAt);
  const failed = host.ping.tries.filter(({ ok, at }) => !ok && at <= backAt && at >= backAt - MINUTE_MS);
  return { goneAt: Math.min(lastGood?.at ?? backAt, failed[0]?.at ?? backAt), backAt };
}

/** Containers that died as the daemon went or came. */
export function diedInTurn(
  lives: Iterable<ContainerLife>,
  { goneAt, backAt }: EngineTurn,
): readonly { readonly life: ContainerLife; readonly death: ContainerDeath }[] {
  const found: { life: ContainerLife; death: ContainerDeath }[] = [];
  for (const life of lives) {
    const death = life.deaths.at(-1);
    if (death === undefined || death.at < goneAt - AROUND_MS || death.at > backAt + AROUND_MS) continue;
    // What was started since has an end of its own.
    const isYounger = death.livedMs !== undefined && death.at - death.livedMs > backAt;
    if (!isYounger) found.push({ life, death });
  }
  return found;
}
