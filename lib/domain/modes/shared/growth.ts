import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";

export interface Growth {
  readonly bytes: number;
  readonly overMs: number;
}

/**
 * By how much something grew within the last hour, by the samples of that time; a container that is younger began
 * with nothing. Undefined where nothing is known yet.
 */
export function grownInHour(
  host: Pick<HostState, "growth" | "containers">,
  heading: "log" | "layer",
  id: ContainerId,
  now: EpochMs,
): Growth | undefined {
  const samples = host.growth.get(`${heading} ${id}`)?.filter(({ at }) => now - at <= HOUR_MS) ?? [];
  const newest = samples.at(-1);
  const oldest = samples[0];
  if (newest === undefined || oldest === undefined) return undefined;
  const createdAt = host.containers.lastGood?.reading.find((each) => each.id === id)?.createdAt;
  if (createdAt !== undefined && now - createdAt <= HOUR_MS)
    return { bytes: newest.bytes, overMs: Math.max(MINUTE_MS, newest.at - createdAt) };
  if (newest === oldest) return undefined;
  return { bytes: newest.bytes - oldest.bytes, overMs: Math.max(MINUTE_MS, newest.at - oldest.at) };
}
