import type { HostState } from "../../host-state.ts";
import type { ContainerReading } from "../../readings.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { freshFact } from "./host-facts.ts";
import { freshList } from "./running.ts";

// A container that was just started has a shim that was not read yet.
const STARTED_BEFORE_MS = 10 * SECOND_MS;
// One that is told to end loses its shim a moment before Docker writes that down.
const ENDS_WITHIN_MS = 10 * SECOND_MS;
// Killed by somebody, it goes before the event of that comes and before the list knows: longer than that is an accident.
const MISSED_FOR_MS = 2 * SECOND_MS;

export interface UnheldContainer {
  readonly container: ContainerReading;
  readonly sinceAt: EpochMs;
  /** When the processes were last read. */
  readonly readAt: EpochMs;
}

/** Containers that are listed as running, and that no shim holds by more than one reading of the processes. */
export function unheldContainers(host: HostState, now: EpochMs): readonly UnheldContainer[] {
  const fact = freshFact(host, "processes", now);
  if (fact === undefined) return [];
  return (freshList(host, now) ?? []).flatMap((container): readonly UnheldContainer[] => {
    const sinceAt = host.unheldSince.get(container.id);
    if (sinceAt === undefined || fact.at - sinceAt < MISSED_FOR_MS) return [];
    const life = host.lives.get(container.id);
    const begunAt = Math.max(life?.startedAt ?? 0, container.createdAt);
    const isEnding = life?.stopAskedAt !== undefined && now - life.stopAskedAt < ENDS_WITHIN_MS;
    if (container.state !== "running" || begunAt >= fact.at - STARTED_BEFORE_MS || isEnding) return [];
    return [{ container, sinceAt, readAt: fact.at }];
  });
}
