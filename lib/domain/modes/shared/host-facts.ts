import type { FactName, HostFact, ProcessReading, SocketReading, UnitReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";

// Most are read every 4 to 10 s; after this long without an answer what was read is last known, not known.
const FACT_FRESH_MS = 30_000;
// A whole round and more of those that are read more rarely.
const RARER_FRESH_MS: Partial<Record<FactName, number>> = {
  units: 80_000,
  socket: 80_000,
  disk: 80_000,
  "network-links": 80_000,
  "config-file": 185_000,
  "unit-files": 185_000,
  cgroups: 65_000,
};

/** How long the last reading is known. That it may wait a minute for the next is no reason once the next has failed. */
export function factFreshMs({ facts }: Pick<HostState, "facts">, name: FactName): number {
  const { last, missing } = facts[name];
  const hasFailed = missing !== undefined && last !== undefined && missing.at > last.at;
  return hasFailed ? FACT_FRESH_MS : (RARER_FRESH_MS[name] ?? FACT_FRESH_MS);
}

/** A fact with the time of its reading, unless it is older than `factFreshMs` allows. */
export function freshFact<Name extends FactName>(
  host: HostState,
  name: Name,
  now: EpochMs,
): { readonly at: EpochMs; readonly fact: Extract<HostFact, { name: Name }> } | undefined {
  if (isPodman(host) && DOCKERS_OWN.has(name)) return undefined;
  const last = host.facts[name].last;
  return last !== undefined && now - last.at <= factFreshMs(host, name) ? last : undefined;
}

/** It answers Docker's calls and has none of Docker's units, processes, files and rules: what the host has of those is another's. */
export const isPodman = ({ ping }: Pick<HostState, "ping">): boolean =>
  ping.lastGood?.reading.engine === "podman";

/** A daemon of an ordinary user has its bridges in a namespace of its own, which the host's tools do not show. */
export function isRootless(host: HostState): boolean {
  const root = host.info.lastGood?.reading.dataRoot ?? "";
  const socket = host.facts.socket.last?.fact.socket.path ?? "";
  return root.includes("/.local/share/") || socket.startsWith("/run/user/");
}

const DOCKERS_OWN: ReadonlySet<FactName> = new Set(["units", "unit-files", "config-file", "firewall"]);

// Three rounds of their interval: these are read once a minute and once a quarter of an hour.
export const SELDOM_FRESH_MS = { "log-files": 3 * MINUTE_MS, layers: 45 * MINUTE_MS } as const;

/** The same for facts that are read seldom. */
export function seldomFact<Name extends keyof typeof SELDOM_FRESH_MS>(
  host: HostState,
  name: Name,
  now: EpochMs,
): { readonly at: EpochMs; readonly fact: Extract<HostFact, { name: Name }> } | undefined {
  const last = host.facts[name].last;
  return last !== undefined && now - last.at <= SELDOM_FRESH_MS[name] ? last : undefined;
}

/** Only the API can be reached: no reading of the host will ever come, and the daemon has an address instead of a socket file. */
export const isApiOnly = ({ facts }: HostState): boolean => facts.units.missing?.failure === "no-channel";

export interface ReadAt<Reading> {
  readonly at: EpochMs;
  readonly reading: Reading;
}

/** A systemd unit as it was read just now; undefined where systemd cannot be read or has no such unit. */
export function unitOf(host: HostState, name: string, now: EpochMs): ReadAt<UnitReading> | undefined {
  const units = freshFact(host, "units", now);
  const unit = units?.fact.units.find((known) => known.name === name);
  if (units === undefined || unit === undefined || unit.loadState === "not-found") return undefined;
  return { at: units.at, reading: unit };
}

export function socketOf(host: HostState, now: EpochMs): ReadAt<SocketReading> | undefined {
  const fact = freshFact(host, "socket", now);
  return fact && { at: fact.at, reading: fact.fact.socket };
}

/** A process by its command; undefined where processes cannot be read, `reading: undefined` where there is none. */
export function processOf(
  host: HostState,
  command: "dockerd" | "containerd",
  now: EpochMs,
): ReadAt<ProcessReading | undefined> | undefined {
  const fact = isPodman(host) ? undefined : freshFact(host, "processes", now);
  return fact && { at: fact.at, reading: fact.fact.processes.find((process) => process.command === command) };
}

export const isShim = (process: ProcessReading): boolean => process.command.startsWith("containerd-shim");

/** systemd is at work on the unit: it starts, stops, or waits to start it again. */
export const isInMotion = (unit: UnitReading): boolean =>
  ["activating", "deactivating", "reloading"].includes(unit.activeState) || unit.subState === "auto-restart";

/** "failed (exit-code)", "active (running)": as `systemctl status` words it. */
export const unitText = (unit: UnitReading): string =>
  unit.activeState === "failed" ? `failed (${unit.result})` : `${unit.activeState} (${unit.subState})`;
