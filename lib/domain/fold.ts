import { foldChanges } from "./changes/fold-changes.ts";
import { bounded, Draft, MAX_NAMES } from "./fold-draft.ts";
import { noTries } from "./fold-probe.ts";
import { startSeries } from "./fold-series.ts";
import type { HostState } from "./host-state.ts";
import type { ContainerId, HostId } from "./ids.ts";
import { NO_IMPORTS } from "./imports.ts";
import type { Signal } from "./signal.ts";
import type { EpochMs } from "./time.ts";

/** What is known of a host before anything was heard from it. */
export function startHostState(hostId: HostId, at: EpochMs): HostState {
  const closed = { isOpen: false, changedAt: at };
  return {
    hostId,
    startedAt: at,
    ping: noTries(),
    version: noTries(),
    info: noTries(),
    containers: noTries(),
    diskUsage: noTries(),
    networks: noTries(),
    inspects: new Map(),
    facts: {
      glance: {},
      units: {},
      socket: {},
      disk: {},
      "log-files": {},
      "log-sinks": {},
      layers: {},
      suspects: {},
      "torn-logs": {},
      pulls: {},
      "config-file": {},
      "unit-files": {},
      processes: {},
      firewall: {},
      pressure: {},
      boot: {},
      certificate: {},
      "network-links": {},
      cgroups: {},
    },
    happenings: [],
    cgroupHistory: new Map(),
    daemons: new Map(),
    transfers: [],
    tornLogs: new Map(),
    coldStarts: new Map(),
    imports: NO_IMPORTS,
    processorHistory: [],
    hangingSince: new Map(),
    unheldSince: new Map(),
    lives: new Map(),
    listedPausedAt: new Map(),
    names: new Map(),
    markedLines: [],
    imagePulls: [],
    streamGaps: [],
    streams: { events: closed, journal: closed },
    series: startSeries(),
    growth: new Map(),
    lineForms: new Map(),
    diskHistory: [],
    changes: [],
    changesKnownSinceAt: at,
    services: new Map(),
  };
}

export const foldSignal = (state: HostState, signal: Signal): HostState => foldSignals(state, [signal]);

/** Names that were known before Foghorn started: shims are joined with them when the daemon is gone. */
export function rememberNames(
  state: HostState,
  names: readonly {
    readonly id: ContainerId;
    readonly name: string;
    readonly image: string;
    readonly lastAt: EpochMs;
  }[],
): HostState {
  const next = new Map(state.names);
  for (const { id, name, image, lastAt } of names) {
    const known = next.get(id);
    if (known === undefined || known.lastAt < lastAt) next.set(id, { name, image, lastAt });
  }
  return { ...state, names: bounded(next, MAX_NAMES) };
}

/**
 * The state after all of these signals, in order. One batch copies each touched map and list once, so a
 * flood of a thousand events a second costs a copy per batch, not per event.
 */
export function foldSignals(state: HostState, signals: readonly Signal[]): HostState {
  const draft = new Draft(state);
  for (const signal of signals) draft.fold(signal);
  return foldChanges(state, draft.finish(), signals);
}
