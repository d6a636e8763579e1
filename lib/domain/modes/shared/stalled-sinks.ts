import type { HostState } from "../../host-state.ts";
import type { EpochMs } from "../../time.ts";
import { freshFact } from "./host-facts.ts";
import { type DistantLog, distantLogs } from "./log-drivers.ts";

// A sink that reads leaves less than this; the rest of the kernel's buffer is what a burst fills in passing.
const STALLED_BYTES = 65_536;

export interface StalledSink {
  readonly peer: string;
  readonly port: number;
  readonly unsentBytes: number;
  readonly readAt: EpochMs;
  readonly logs: readonly DistantLog[];
}

/** Sinks that leave megabytes unread, with the containers that write to them; undefined where nobody can look. */
export function stalledSinks(
  host: HostState,
  now: EpochMs,
): { readonly at: EpochMs; readonly sinks: readonly StalledSink[] } | undefined {
  const fact = freshFact(host, "log-sinks", now);
  const logs = distantLogs(host);
  // Without such a container nothing is read, and nothing can be held up.
  if (logs.length === 0) return { at: host.containers.lastGood?.at ?? now, sinks: [] };
  if (fact === undefined) return undefined;
  const byPeer = new Map<string, StalledSink>();
  for (const { peer, port, unsentBytes } of fact.fact.sinks) {
    if (unsentBytes < STALLED_BYTES) continue;
    // The same port may be a registry's or a client's: only one that a container names is a sink.
    const ofPort = logs.filter((log) => log.port === port);
    if (ofPort.length === 0) continue;
    const known = byPeer.get(peer);
    const most = Math.max(known?.unsentBytes ?? 0, unsentBytes);
    byPeer.set(peer, { peer, port, unsentBytes: most, readAt: fact.at, logs: ofPort });
  }
  return { at: fact.at, sinks: [...byPeer.values()] };
}
