import type { HostId } from "../ids.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../time.ts";
import type { Burn } from "./report.ts";

export interface WatchedDay {
  readonly hostId: HostId;
  readonly dayAt: EpochMs;
  readonly watchedMs: number;
  readonly readMs: number;
}

/** What of the period was measured on which host. */
export interface Coverage {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly days: readonly WatchedDay[];
  /** Since when each host was measured. */
  readonly since: ReadonlyMap<string, EpochMs>;
  /** Hosts that are watched now; of others nothing is missed after they left. */
  readonly watched: ReadonlySet<string>;
}

/** Shorter is the pace of readings and of restarts, and no figure. */
const WORTH_TELLING_MS = MINUTE_MS;

interface HostDay {
  readonly hostId: HostId;
  readonly dayAt: EpochMs;
  /** Nobody watched: Foghorn was not running. */
  readonly offMs: number;
  /** Watched, and it could not be read. */
  readonly unreadMs: number;
}

function hostDays(coverage: Coverage): readonly HostDay[] {
  const { fromAt, toAt, since, watched } = coverage;
  const known = new Map(coverage.days.map((day) => [`${day.hostId} ${day.dayAt}`, day]));
  const days: HostDay[] = [];
  for (const [host, sinceAt] of since) {
    const hostId = host as HostId;
    const firstAt = Math.max(fromAt, sinceAt);
    for (let dayAt = Math.floor(firstAt / DAY_MS) * DAY_MS; dayAt < toAt; dayAt += DAY_MS) {
      const day = known.get(`${host} ${dayAt}`);
      // A host that was taken out of the file is missed by nobody.
      if (day === undefined && !watched.has(host)) continue;
      const { watchedMs = 0, readMs = 0 } = day ?? {};
      const elapsedMs = Math.min(dayAt + DAY_MS, toAt) - Math.max(dayAt, firstAt);
      const offMs = watched.has(host) ? Math.max(0, elapsedMs - watchedMs) : 0;
      days.push({ hostId, dayAt, offMs, unreadMs: Math.max(0, watchedMs - readMs) });
    }
  }
  return days;
}

/** When Foghorn was not running: what is missing of every host at once. */
export function timeOff(coverage: Coverage): { readonly ms: number; readonly dayAts: readonly EpochMs[] } {
  const days = [...Map.groupBy(hostDays(coverage), ({ dayAt }) => dayAt)].map(([dayAt, hosts]) => ({
    dayAt,
    ms: Math.min(...hosts.map(({ offMs }) => offMs)),
  }));
  const worth = days.filter(({ ms }) => ms >= WORTH_TELLING_MS);
  return {
    ms: worth.reduce((sum, { ms }) => sum + ms, 0),
    dayAts: worth.toSorted((one, other) => other.ms - one.ms).map(({ dayAt }) => dayAt),
  };
}

/** Hosts that were watched and could not be read, the longest first. */
export function unreadHosts(coverage: Coverage): readonly { readonly hostId: HostId; readonly ms: number }[] {
  return [...Map.groupBy(hostDays(coverage), ({ hostId }) => hostId)]
    .map(([hostId, days]) => ({ hostId, ms: days.reduce((sum, { unreadMs }) => sum + unreadMs, 0) }))
    .filter(({ ms }) => ms >= WORTH_TELLING_MS)
    .toSorted((one, other) => other.ms - one.ms);
}

/** Days on which none of these hosts was measured throughout; neighbours are one gap. */
export function gapsOf(coverage: Coverage, hostIds: readonly HostId[]): Burn["gaps"] {
  const own = hostDays(coverage).filter(({ hostId }) => hostIds.includes(hostId));
  const byDay = [...Map.groupBy(own, ({ dayAt }) => dayAt)].toSorted(([one], [other]) => one - other);
  const gaps: { fromAt: EpochMs; toAt: EpochMs; ms: number }[] = [];
  for (const [dayAt, hosts] of byDay) {
    const ms = Math.min(...hosts.map(({ offMs, unreadMs }) => offMs + unreadMs));
    if (ms < WORTH_TELLING_MS) continue;
    const last = gaps.at(-1);
    const toAt = Math.min(dayAt + DAY_MS, coverage.toAt);
    if (last?.toAt === dayAt) gaps[gaps.length - 1] = { fromAt: last.fromAt, toAt, ms: last.ms + ms };
    else gaps.push({ fromAt: Math.max(dayAt, coverage.fromAt), toAt, ms });
  }
  return gaps;
}
