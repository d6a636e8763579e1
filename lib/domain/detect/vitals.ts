import { usualOf } from "../fold-series.ts";
import type { HostState, Series, SeriesName } from "../host-state.ts";
import { bytesText, durationText, percentText } from "../modes/shared/text.ts";
import { type EpochMs, SECOND_MS } from "../time.ts";
import { countContainers } from "./part-path.ts";

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
const DISK_DRIFTS_AT = 0.7;

/** Vitals that were ever read; one without a reading is left out, not shown as zero. */
export function vitalsOf(host: HostState, now: EpochMs): readonly Vital[] {
  return KINDS.flatMap((kind) => {
    const series = host.series[kind.series];
    const newest = series.points.at(-1);
    if (newest === undefined) return [];
    const known = series.points.findLast(({ value }) => value !== null)?.value ?? series.good.at(-1)?.value;
    const usual = usualOf(series);
    const state = stateOf(kind, newest, usual, now);
    if (known === undefined && state !== "broken") return [];
    return [
      {
        id: kind.id,
        name: kind.name,
        value: state === "broken" ? "no answer" : valueText(host, kind, known ?? 0),
        state,
        points: series.points,
        ...(usual !== undefined && { usual: kind.format(usual) }),
      },
    ];
  });
}

function valueText(host: HostState, kind: VitalKind, value: number): string {
  const list = host.containers.lastGood?.reading;
  if (kind.id !== "containers" || list === undefined) return kind.format(value);
  const { running, expected } = countContainers(host, list);
  return `${running} of ${expected}`;
}

function stateOf(
  kind: VitalKind,
  newest: Series["points"][number],
  usual: number | undefined,
  now: EpochMs,
): Vital["state"] {
  if (now - newest.at > FRESH_MS) return "last-known";
  if (newest.value === null) return kind.gapIs;
  if (kind.id === "disk") return newest.value > DISK_DRIFTS_AT ? "drifting" : "usual";
  const isHigh = usual !== undefined && newest.value >= kind.floor && newest.value >= kind.driftsAt * usual;
  return isHigh ? "drifting" : "usual";
}
