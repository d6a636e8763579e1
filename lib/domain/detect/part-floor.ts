import type { PartId } from "../anatomy.ts";
import { dataRootDisk } from "../fold-draft.ts";
import { usualOf } from "../fold-series.ts";
import type { HostState } from "../host-state.ts";
import { freeInodeRatioOf, msUntilEmpty, usedRatioOf } from "../modes/shared/disk.ts";
import { expectedRules, whyNoRules } from "../modes/shared/firewall.ts";
import { bytesText, counted, durationText, percentText } from "../modes/shared/text.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "../time.ts";
import { asLastKnown, fromFact, type OwnReading, offPart, outOfSight } from "./part-reading.ts";

/* Outside, below and the floor: registry, remote, images, volumes, cache, disk, bridge, ipt, dns, log, kernel. */

const INFO_FRESH_MS = MINUTE_MS;
const NETWORKS_FRESH_MS = 90 * SECOND_MS;
const OOM_WINDOW_MS = 30 * MINUTE_MS;
const NOT_ASKED = "Nothing yet: this part is not read.";

export const FLOOR_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  registry: () => outOfSight("no registry is asked", "Name one under registries in foghorn.yaml."),
  remote: () => outOfSight("network file systems are not read", NOT_ASKED),
  images: readImages,
  volumes: () => outOfSight("volumes are not read", NOT_ASKED),
  cache: () => outOfSight("the build cache is not read: asking walks the disk", NOT_ASKED),
  disk: readDisk,
  bridge: readBridge,
  ipt: readFirewall,
  dns: () => outOfSight("name resolution is not tried", NOT_ASKED),
  log: readLog,
  kernel: readKernel,
};

function readImages(host: HostState, now: EpochMs): OwnReading {
  const last = host.info.lastGood;
  if (last === undefined)
    return outOfSight("dockerd did not answer /info yet", "Nothing: Foghorn asks again by itself.");
  const { images, storageDriver } = last.reading;
  const reading: OwnReading = {
    state: "ok",
    short: images > 99_999 ? "many" : String(images),
    reading: counted(images, "image"),
    lines: [storageDriver],
    readAt: last.at,
  };
  return now - last.at <= INFO_FRESH_MS ? reading : asLastKnown(reading);
}

function readDisk(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "disk", now, () => {
    const disk = dataRootDisk(host, host.facts.disk.last?.fact.disks ?? []);
    if (disk === undefined) return undefined;
    const used = percentText(usedRatioOf(disk));
    const free = freeInodeRatioOf(disk);
    const fullInMs = msUntilEmpty(host.diskHistory, ({ availableBytes }) => availableBytes, now);
    const usualRatio = usualOf(host.series["disk-used-ratio"]);
    const trend =
      fullInMs !== undefined && fullInMs < 90 * DAY_MS ? [`full in ${durationText(fullInMs)}`] : [];
    return {
      state: "ok",
      short: used,
      reading: `${used} used`,
      lines: [
        free === undefined ? "inodes without limit" : `inodes ${percentText(1 - free)}`,
        `${bytesText(disk.availableBytes)} left`,
        ...trend,
      ],
      ...(usualRatio !== undefined && { usual: percentText(usualRatio) }),
    };
  });
}

function readBridge(host: HostState, now: EpochMs): OwnReading {
  const last = host.networks.lastGood;
  if (last === undefined)
    return outOfSight("networks were not read yet", "Nothing: Foghorn asks again by itself.");
  const bridges = last.reading.filter(({ driver }) => driver === "bridge");
  if (bridges.length === 0) return { ...offPart("no bridge network"), readAt: last.at };
  const own = bridges.filter(({ name }) => name !== "bridge").length;
  const reading: OwnReading = {
    state: "ok",
    short: String(bridges.length),
    reading: counted(bridges.length, "bridge"),
    // Whether a link is up stands in /sys, which is not read; dockerd says what it made.
    lines: [`${own} user ${own === 1 ? "net" : "nets"}`, "by dockerd"],
    readAt: last.at,
  };
  return now - last.at <= NETWORKS_FRESH_MS ? reading : asLastKnown(reading);
}

function readFirewall(host: HostState, now: EpochMs): OwnReading {
  const why = whyNoRules(host, now);
  if (why === "networks were not read yet") return outOfSight(why, "Nothing: Foghorn asks again by itself.");
  if (why !== undefined) return offPart(why);
  return fromFact(host, "firewall", now, () => {
    const firewall = host.facts.firewall.last?.fact.firewall;
    if (firewall === undefined) return undefined;
    const rules = (["filter", "nat"] as const).flatMap((table) => expectedRules(host, table, firewall));
    const chains = rules.filter(({ kind }) => kind === "chain" || kind === "jump");
    const there = chains.filter(({ isPresent }) => isPresent).length;
    const others = rules.filter(({ kind }) => kind === "bridge");
    const short = `${there}/${chains.length}`;
    return {
      state: "ok",
      short: short.length <= 4 ? short : String(there),
      reading: `${there} of ${chains.length}`,
      lines: [
        "chains here",
        `bridge ${others.filter(({ isPresent }) => isPresent).length}/${others.length}`,
        ...(firewall.forwardPolicy ? [`FORWARD ${firewall.forwardPolicy}`] : []),
      ],
    };
  });
}

function readLog(host: HostState, now: EpochMs): OwnReading {
  const { isOpen, reason, changedAt } = host.streams.journal;
  const driver = host.info.lastGood?.reading.loggingDriver;
  const lines = driver ? [`${driver} for containers`] : [];
  const newest = host.lastLineAt;
  if (!isOpen && newest === undefined)
    return outOfSight(
      reason ?? "the engine log is not read yet",
      "Let Foghorn's account read the journal, or name log_file in foghorn.yaml.",
    );
  const reading: OwnReading = {
    state: "ok",
    short: "reads",
    reading:
      newest === undefined ? "read, no line yet" : `newest ${durationText(Math.max(0, now - newest))} ago`,
    lines,
    readAt: newest ?? changedAt,
  };
  if (isOpen) return reading;
  return {
    ...asLastKnown(reading),
    ...(reason && { notVisible: { reason, change: "Nothing: Foghorn follows again by itself." } }),
  };
}

function readKernel(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "pressure", now, () => {
    const cells = kernelCells(host, now);
    const kills = countOoms(host, now);
    return {
      state: "ok",
      short: kills === undefined ? "read" : kills > 0 ? `${kills} OOM`.slice(0, 6) : "calm",
      reading: kills === undefined ? "OOM kills unknown" : counted(kills, "OOM kill"),
      lines: cells.slice(kills === undefined ? 0 : 1, 4).map(({ name, value }) => `${name} ${value}`),
    };
  });
}

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
      : [{ name: "OOM kills, 30 min", value: String(kills), isDrifting: kills > 0 }]),
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
