import type { ContainerId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/time.ts";
import type { ContainerLogRow, EngineLogRow, EventRow } from "../protocol/row-views.ts";
import { nanoOf } from "./container-lives.ts";
import type { Engine } from "./engine.ts";
import type { Clock, Gate } from "./ports.ts";
import { createRecentLines, type RecentLines } from "./recent-lines.ts";

/** As many of a host's newest events as are looked through for lives of one container. */
const EVENTS = 2_000;
const JOURNAL_LINES = 2_000;

export interface LastPing {
  readonly isAnswering: boolean;
  readonly at: EpochMs;
  readonly reason?: string;
}

/** What following a container needs to know beside its lines. */
export interface LogSources {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly recent: RecentLines;
  /** Events of a host that are still in memory, oldest first. */
  readonly events: (hostId: string) => readonly EventRow[];
  readonly pingOf: (hostId: string) => LastPing | undefined;
  readonly nameOf: (hostId: string, containerId: ContainerId) => string | undefined;
  /** What the host's journal holds of one container's output, oldest first. */
  readonly fromJournal: (hostId: string, containerId: ContainerId) => Promise<readonly ContainerLogRow[]>;
  readonly onEvents: (hostId: string, listener: (rows: readonly EventRow[]) => void) => () => void;
  /** Called after each reading of the host. */
  readonly onReading: (hostId: string, listener: () => void) => () => void;
}

/** The part of the runtime's change listeners that is heard here. */
type Changes = (
  listener: (
    change:
      | { readonly kind: "state"; readonly topic: string }
      | { readonly kind: "rows"; readonly topic: string; readonly rows: readonly unknown[] }
      | { readonly kind: "share-revoked" | "share-changed" },
  ) => void,
) => () => void;

export function createLogSources(deps: {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly onChange: Changes;
  readonly olderEngineLog: (
    hostId: string,
    beforeAt: EpochMs,
    limit: number,
  ) => Promise<{ readonly rows: readonly EngineLogRow[] }>;
}): LogSources {
  const { gate, clock, engine, onChange } = deps;
  return {
    gate,
    clock,
    recent: createRecentLines(),
    events: (hostId) => engine.host(hostId)?.lines.events.tail(EVENTS).rows ?? [],
    pingOf(hostId) {
      const last = engine.stateOf(hostId)?.ping.tries.at(-1);
      return last && { isAnswering: last.ok, at: last.at, ...(last.message && { reason: last.message }) };
    },
    nameOf: (hostId, containerId) => engine.stateOf(hostId)?.names.get(containerId)?.name,
    async fromJournal(hostId, containerId) {
      const kept = engine.host(hostId)?.lines.log.tail(JOURNAL_LINES).rows ?? [];
      // A journal that cannot be read either leaves what is in memory.
      const page = await deps.olderEngineLog(hostId, clock.now(), JOURNAL_LINES).catch(() => ({ rows: [] }));
      const byId = new Map([...page.rows, ...kept].map((row) => [row.id, row]));
      return [...byId.values()]
        .filter((row) => row.containerId !== undefined && containerId.startsWith(row.containerId))
        .toSorted((a, b) => a.at - b.at)
        .map((row) => ({
          id: row.id,
          at: row.at,
          timeNano: nanoOf(row.at).toString(),
          stream: "stdout",
          text: row.text,
          ...(row.level && { level: row.level }),
        }));
    },
    onEvents: (hostId, listener) =>
      onChange((change) => {
        if (change.kind === "rows" && change.topic === `events:${hostId}`)
          listener(change.rows as readonly EventRow[]);
      }),
    onReading: (hostId, listener) =>
      onChange((change) => {
        if (change.kind === "state" && change.topic === `host:${hostId}`) listener();
      }),
  };
}
