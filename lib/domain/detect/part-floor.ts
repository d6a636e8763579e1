import type { PartId } from "../anatomy.ts";
import type { HostState } from "../host-state.ts";
import { counted, percentText } from "../modes/shared/text.ts";
import { type EpochMs, MINUTE_MS } from "../time.ts";
import { fromFact, type OwnReading } from "./part-reading.ts";

/* The floor: kernel. */

const OOM_WINDOW_MS = 30 * MINUTE_MS;

export const FLOOR_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  kernel: readKernel,
};

function readKernel(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "pressure", now, () => {
    const cells = kernelCells(host, now);
    const kills = countOoms(host, now);
    const waiting = waitingIn(host);
    return {
      state: "ok",
      short: shortOf(kills, waiting),
      // What hangs says more than what was killed and is over.
      reading:
        waiting > 0
          ? `${waiting} in state D`
          : kills === undefined
            ? "OOM kills unknown"
            : counted(kills, "OOM kill"),
      lines: cells.slice(kills === undefined ? 0 : 1, 4).map(({ name, value }) => `${name} ${value}`),
    };
  });
}

function shortOf(kills: number | undefined, waiting: number): string {
  if (waiting > 0) return `${waiting} D`.slice(0, 6);
  if (kills === undefined) return "read";
  return kills > 0 ? `${kills} OOM`.slice(0, 6) : "calm";
}

/** Tasks that were in state D in two readings at least: a moment in it is a read of the disk. */
const waitingIn = (host: HostState): number => {
  const readAt = host.facts.processes.last?.at ?? 0;
  return [...host.hangingSince.values()].filter((sinceAt) => sinceAt < readAt).length;
};

/** One cell of the kernel floor. */
export interface KernelCell {
  readonly name: string;
  readonly value: string;
  readonly isDrifting: boolean;
}

/** Undefined while neither the kernel's log nor the daemon's events are read and none is known: nobody would tell. */
const countOoms = (host: HostState, now: EpochMs): number | undefined => {
  let count = 0;
  for (const { oomsAt } of host.lives.values())
    count += oomsAt.filter((at) => now - at <= OOM_WINDOW_MS).length;
  const { events, journal } = host.streams;
  return count > 0 || events.isOpen || journal.isOpen ? count : undefined;
};

// Above these a host is busy with itself: a fifth of the time waiting, and a table nearly full.
const PRESSURE_LIMIT = 0.2;
const CONNTRACK_LIMIT = 0.8;

/** What the kernel says, each with its own limit. Only what was read stands here. */
export function kernelCells(host: HostState, now: EpochMs): readonly KernelCell[] {
  const kills = countOoms(host, now);
  const processes = host.facts.processes.last?.fact.processes;
  const waiting = processes?.filter(({ state }) => state.startsWith("D")).length;
  const pressure = host.facts.pressure.last?.fact.pressure;
  const ratio = (name: string, value: number | undefined, limit: number): readonly KernelCell[] =>
    value === undefined ? [] : [{ name, value: percentText(value), isDrifting: value >= limit }];
  const used = pressure?.conntrackUsed;
  const max = pressure?.conntrackMax;
  return [
    ...(kills === undefined
      ? []
      : [
          {
            name: "OOM kills, 30 min",
            // The daemon tells of its containers alone; what else the kernel killed stands in its log.
            value: `${kills}${host.streams.journal.isOpen ? "" : " by events"}`,
            isDrifting: kills > 0,
          },
        ]),
    ...(waiting === undefined
      ? []
      : [{ name: "Tasks in D state", value: String(waiting), isDrifting: waiting > 0 }]),
    ...ratio("PSI io, some", pressure?.ioSomeRatio, PRESSURE_LIMIT),
    ...ratio("PSI memory", pressure?.memorySomeRatio, PRESSURE_LIMIT),
    ...ratio(
      "conntrack",
      used !== undefined && max !== undefined && max > 0 ? used / max : undefined,
      CONNTRACK_LIMIT,
    ),
  ];
}
