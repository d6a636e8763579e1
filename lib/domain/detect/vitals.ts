import type { FactName } from "../facts.ts";
import { usualOf } from "../fold-series.ts";
import type { HostState, Series, SeriesName } from "../host-state.ts";
import { freeInodeRatioOf, msUntilEmpty, rootDiskOf } from "../modes/shared/disk.ts";
import { isPodman } from "../modes/shared/host-facts.ts";
import { logGrowth } from "../modes/shared/log-growth.ts";
import { bytesText, durationText, percentText } from "../modes/shared/text.ts";
import type { ApiFailure } from "../readings.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "../time.ts";
import { containerCount } from "./container-count.ts";
import { factSight } from "./visibility.ts";

/** One figure with its usual value and its recent past. */
export interface Vital {
  readonly id:
    | "list-latency"
    | "ping-latency"
    | "dockerd-rss"
    | "goroutines"
    | "open-files"
    | "disk"
    | "containers";
  readonly name: string;
  readonly value: string;
  readonly usual?: string;
  readonly state: "usual" | "drifting" | "broken" | "last-known";
  /** When the value was read, where it is not of now. */
  readonly readAt?: EpochMs;
  /** Who said it, where it is not the daemon or the reading that is meant. */
  readonly source?: string;
  /** Stands in the place of the usual value where it says more: "full in 3h 05m". */
  readonly note?: string;
  /** Of one that cannot be read: the reason, and the one change that would show it. */
  readonly why?: string;
  readonly points: Series["points"];
}

interface VitalKind {
  readonly id: Vital["id"];
  readonly name: string;
  readonly series: SeriesName;
  readonly format: (value: number) => string;
  /** So many times the usual value is a drift. */
  readonly driftsAt: number;
  /** Below this no drift is worth a word: 2 ms are five times 0.4 ms. */
  readonly floor: number;
  /** A gap is a failing probe for what is asked of the daemon, and a missing reading for what is read. */
  readonly gapIs: "broken" | "last-known";
}

const count = (value: number): string => value.toLocaleString("en-US");

const KINDS: readonly VitalKind[] = [
  {
    id: "list-latency",
    name: "API latency, list",
    series: "list-ms",
    format: durationText,
    driftsAt: 5,
    floor: 250,
    gapIs: "broken",
  },
  {
    id: "ping-latency",
    name: "API latency, ping",
    series: "ping-ms",
    format: durationText,
    driftsAt: 5,
    floor: 100,
    gapIs: "broken",
  },
  {
    id: "dockerd-rss",
    name: "dockerd RSS",
    series: "rss-bytes",
    format: bytesText,
    driftsAt: 3,
    floor: 500_000_000,
    gapIs: "last-known",
  },
  {
    id: "goroutines",
    name: "Goroutines",
    series: "goroutines",
    format: count,
    driftsAt: 5,
    floor: 500,
    gapIs: "last-known",
  },
  {
    id: "open-files",
    name: "Open files",
    series: "open-files",
    format: count,
    driftsAt: 5,
    floor: 500,
    gapIs: "last-known",
  },
  {
    id: "disk",
    name: "Disk, bytes",
    series: "disk-used-ratio",
    format: percentText,
    driftsAt: Number.POSITIVE_INFINITY,
    floor: 0,
    gapIs: "last-known",
  },
  {
    id: "containers",
    name: "Containers up",
    series: "containers-running",
    format: count,
    driftsAt: Number.POSITIVE_INFINITY,
    floor: 0,
    gapIs: "last-known",
  },
];

const FRESH_MS = 45 * SECOND_MS;
// Beyond this nobody plans, and less than this an hour is no growth to look at.
const FULL_WITHIN_MS = 90 * DAY_MS;
const LOGS_GROW_AT_BYTES = 100_000_000;
const DISK_DRIFTS_AT = 0.7;
const UNHEARD: readonly ApiFailure[] = ["host-unreachable", "not-tried", "tls"];

/** Vitals that were ever read, and those that nobody can read here; one that was not read yet is left out, not shown as zero. */
export function vitalsOf(host: HostState, now: EpochMs): readonly Vital[] {
  return KINDS.flatMap((kind) => {
    // What the host runs as dockerd is another's.
    if (kind.id === "dockerd-rss" && isPodman(host)) return [];
    const vital = kind.id === "containers" ? containersVital(host, kind, now) : vitalOf(host, kind, now);
    return vital ?? unseenVital(host, kind, now) ?? [];
  });
}

const OF_HOST: Partial<Record<Vital["id"], FactName>> = { "dockerd-rss": "processes", disk: "disk" };

/** A figure of the host that nobody can read is said to be so; one that was only not read yet is left out. */
function unseenVital(host: HostState, { id, name }: VitalKind, now: EpochMs): Vital | undefined {
  const fact = OF_HOST[id];
  if (fact === undefined || host.facts[fact].missing === undefined) return undefined;
  const sight = factSight(host, fact, now);
  if (sight.kind !== "not-visible") return undefined;
  const { reason, change } = sight.why;
  return { id, name, value: "not visible", state: "last-known", why: `${reason}. ${change}`, points: [] };
}

function vitalOf(host: HostState, kind: VitalKind, now: EpochMs): Vital | undefined {
  const series = host.series[kind.series];
  const newest = series.points.at(-1);
  if (newest === undefined) return undefined;
  const known = series.points.findLast(({ value }) => value !== null) ?? series.good.at(-1);
  const usual = usualOf(series);
  const note = kind.id === "disk" ? diskNote(host, now) : undefined;
  const state = stateOf(host, kind, newest, usual, now);
  const base = {
    id: kind.id,
    name: kind.name,
    state,
    points: series.points,
    ...(usual !== undefined && { usual: kind.format(usual) }),
    ...(note !== undefined && { note }),
  };
  if (state === "broken") return { ...base, value: "no answer" };
  if (known === undefined || known.value === null) return undefined;
  return { ...base, value: kind.format(known.value), ...(state === "last-known" && { readAt: known.at }) };
}

/** What is next to say of a disk: when it is full, else what grows on it, else how many inodes are left. */
function diskNote(host: HostState, now: EpochMs): string | undefined {
  const disk = rootDiskOf(host, now)?.disk;
  if (disk === undefined) return undefined;
  const fullInMs = msUntilEmpty(host.diskHistory, ({ availableBytes }) => availableBytes, now);
  if (fullInMs !== undefined && fullInMs < FULL_WITHIN_MS) return `full in ${durationText(fullInMs)}`;
  const logs = logGrowth(host, now)?.bytesPerHour ?? 0;
  if (logs >= LOGS_GROW_AT_BYTES) return `logs +${bytesText(logs)}/h`;
  const free = freeInodeRatioOf(disk);
  return free === undefined ? undefined : `inodes ${percentText(1 - free)}`;
}

/** The daemon's count while it counts; then what runs by the shims; then the last count, as such. */
function containersVital(host: HostState, kind: VitalKind, now: EpochMs): Vital | undefined {
  const count = containerCount(host, now);
  if (count === undefined) return undefined;
  const { running, expected, by, at } = count;
  const isLastKnown = by === "last-list" || now - at > FRESH_MS;
  const isMissing = by === "shims" && expected !== undefined && running < expected;
  return {
    id: kind.id,
    name: kind.name,
    value: expected === undefined ? String(running) : `${running} of ${expected}`,
    state: isLastKnown ? "last-known" : isMissing ? "broken" : "usual",
    points: host.series[kind.series].points,
    ...(isLastKnown && { readAt: at }),
    ...(by === "shims" && { source: "by shims" }),
  };
}

function stateOf(
  host: HostState,
  kind: VitalKind,
  newest: Series["points"][number],
  usual: number | undefined,
  now: EpochMs,
): Vital["state"] {
  if (now - newest.at > FRESH_MS) return "last-known";
  // While no ping is answered no list is asked for: its last time is of before.
  const { failingSinceAt, tries } = host.ping;
  if (kind.series === "list-ms" && failingSinceAt !== undefined && newest.at <= failingSinceAt) {
    return tries.at(-1)?.failure === "timeout" ? "broken" : "last-known";
  }
  if (newest.value === null) {
    // Nobody reached the daemon, so nobody knows whether it answers.
    const asked = kind.series === "list-ms" ? host.containers : host.ping;
    const failure = asked.tries.at(-1)?.failure;
    return failure !== undefined && UNHEARD.includes(failure) ? "last-known" : kind.gapIs;
  }
  if (kind.id === "disk") return newest.value > DISK_DRIFTS_AT ? "drifting" : "usual";
  const isHigh = usual !== undefined && newest.value >= kind.floor && newest.value >= kind.driftsAt * usual;
  return isHigh ? "drifting" : "usual";
}
