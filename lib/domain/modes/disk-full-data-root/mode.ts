import type { DiskReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Severity } from "../../severity.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { usageOf } from "../shared/bloat-mode.ts";
import { freeInodeRatioOf, msUntilEmpty, noSpaceLines, rootDiskOf, usedRatioOf } from "../shared/disk.ts";
import { type DockerShare, dockerShare, shareText } from "../shared/docker-share.ts";
import { seldomFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence } from "../shared/log-lines.ts";
import { nameOf } from "../shared/running.ts";
import { bytesText, durationText, percentText, toEvidence } from "../shared/text.ts";

const TICKET_RATIO = 0.7;
const PAGE_RATIO = 0.9;
// Lower edges, so that a disk that swings around a limit does not raise and clear in turn.
const TICKET_LEAVE_RATIO = 0.65;
const PAGE_LEAVE_RATIO = 0.8;
const PAGE_FREE_BYTES = 2 * 1_073_741_824;
// On a disk below 10 GiB two GiB would be more than a fifth, and a small healthy disk would always be lit.
const PAGE_FREE_RATIO = 0.2;
const PAGE_FULL_WITHIN_MS = 2 * HOUR_MS;
const TICKET_FULL_WITHIN_MS = 24 * HOUR_MS;
// A slope on an empty disk is an image being pulled.
const TREND_COUNTS_FROM_RATIO = 0.5;
// The last blocks are metadata: nobody gets a whole megabyte any more.
const FULL_BYTES = 1_048_576;
// Twice the 16 MiB that ext4 keeps to itself and refuses even to root: less than this may be nothing for anybody.
const SURE_RESERVE_BYTES = 32 * 1_048_576;
const RAISE_FULL_AFTER_MS = 5 * SECOND_MS;

const CUT_OFF = ["images", "cache", "volumes", "log", "ctrs"] as const;

/** Bytes of the disk under the data root run out, for containers first: they cannot use what is kept for root. */
export const diskFullDataRoot: Mode = {
  id: "disk-full-data-root",
  inputs: ["fact", "fact-missing", "journal-line"],
  windows: {
    // A build writes and removes gigabytes within a minute.
    raiseAfterMs: 2 * MINUTE_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const root = rootDiskOf(host, now);
    if (root === undefined) return judgeByLog(host, open, now);
    const { disk, at } = root;
    const others = open.filter(({ subject }) => subject !== disk.path);
    const gone = others.flatMap(({ subject }) => settled(open, subject, "gone", at));
    if (disk.totalBytes <= 0) return gone;
    const judged = judgeDisk(host, disk, at, openOf(open, disk.path), now);
    return [...gone, ...(judged ? [judged] : settled(open, disk.path, "passing", at, [readingOf(disk, at)]))];
  },
};

function judgeDisk(
  host: HostState,
  disk: DiskReading,
  readAt: EpochMs,
  symptom: Symptom | undefined,
  now: EpochMs,
): Judgement | undefined {
  const ratio = usedRatioOf(disk);
  const fullInMs = msUntilEmpty(host.diskHistory, ({ availableBytes }) => availableBytes, now);
  const lines = hasInodes(disk) ? noSpaceLines(host, now) : [];
  // With room left the line is about another disk, a quota, or inodes.
  const isRefused = lines.length > 0 && (ratio >= PAGE_RATIO || isBelowFloor(disk));
  const severity = severityOf(disk, ratio, fullInMs, isRefused, symptom);
  if (severity === undefined) return undefined;
  const isFull = disk.availableBytes < FULL_BYTES;
  const share = dockerShare(host, now);
  const isNotDockers = share?.isLittle === true;
  const kept = isFull ? keptText(host, disk, symptom?.sinceAt ?? now, now) : "";
  const soon =
    fullInMs !== undefined && !isFull && ratio >= TREND_COUNTS_FROM_RATIO
      ? `, full in ${durationText(fullInMs)} at this rate`
      : "";
  return {
    subject: disk.path,
    verdict: "failing",
    severity,
    part: "disk",
    title: isFull ? "Disk full" : "Disk filling",
    summary: `${disk.path} is ${percentText(ratio)} used, ${bytesText(disk.availableBytes)} of ${bytesText(disk.totalBytes)} left for containers${soon}${kept}. It is bytes, not inodes.${isNotDockers ? ` Docker holds at most ${bytesText(share.mostBytes)} of the ${bytesText(share.usedBytes)} used: what fills it is not Docker's.` : ""}`,
    readAt,
    evidence: [
      readingOf(disk, readAt, soon),
      ...lines.slice(0, 3).map((line) => lineEvidence(line)),
      ...(share === undefined
        ? []
        : [
            toEvidence(
              share.countedAt,
              "docker system df and the log files",
              shareBytes(share),
              shareText(share),
            ),
          ]),
      ...largestLog(host, disk, now),
      ...largestWriter(host, disk, now),
    ],
    blast: {
      affected: isFull
        ? [
            "Writes of containers, their json logs, create, pull and build fail",
            "State of containers that end now may be lost",
          ]
        : ["Nothing yet; at 0 bytes writes of containers, logs, pull and build fail"],
      parts: isFull ? CUT_OFF : [],
      notAffected: inodesText(disk),
    },
    facts: {
      path: disk.path,
      mount: disk.mount,
      dataRoot: disk.path,
      used: percentText(ratio),
      free: bytesText(disk.availableBytes),
      ...(soon !== "" && fullInMs !== undefined && { fullIn: durationText(fullInMs) }),
    },
    ...((isFull || isRefused) && { raiseAfterMs: RAISE_FULL_AFTER_MS }),
  };
}

/** The level the disk has by now, or undefined when it is out of every one, with the lower edges of an open symptom. */
function severityOf(
  disk: DiskReading,
  ratio: number,
  fullInMs: number | undefined,
  isRefused: boolean,
  symptom: Symptom | undefined,
): Severity | undefined {
  const hasTrend = fullInMs !== undefined && ratio >= TREND_COUNTS_FROM_RATIO;
  const isPaged = symptom?.severity === "page" && symptom.state !== "recovering";
  const isTicket = symptom !== undefined && symptom.state !== "recovering";
  if (isRefused || isBelowFloor(disk) || ratio > (isPaged ? PAGE_LEAVE_RATIO : PAGE_RATIO)) return "page";
  if (hasTrend && fullInMs < PAGE_FULL_WITHIN_MS) return "page";
  if (ratio > (isTicket ? TICKET_LEAVE_RATIO : TICKET_RATIO)) return "ticket";
  return hasTrend && fullInMs < TICKET_FULL_WITHIN_MS ? "ticket" : undefined;
}

/** Root's reserve, where it is surely one and nothing has shown since the disk filled that root is refused as well. */
function keptText(host: HostState, disk: DiskReading, sinceAt: EpochMs, now: EpochMs): string {
  const reserved = disk.totalBytes - disk.usedBytes - disk.availableBytes;
  const isRefused = noSpaceLines(host, now, sinceAt).length > 0;
  if (reserved < SURE_RESERVE_BYTES || !hasInodes(disk) || isRefused) return "";
  return `; about ${bytesText(reserved)} are kept for root, so docker run may still work`;
}

// What is less than this part of the disk did not fill it.
const TELLING_RATIO = 0.05;

/** The log that takes most, where it is a good part of the disk: docker system df does not show it. */
function largestLog(host: HostState, disk: DiskReading, now: EpochMs): readonly Evidence[] {
  const fact = seldomFact(host, "log-files", now);
  const file = fact?.fact.logs.files[0];
  if (fact === undefined || file === undefined || file.bytes < disk.totalBytes * TELLING_RATIO) return [];
  const reading = `log of ${nameOf(host, file.id)}: ${bytesText(file.bytes)}`;
  return [toEvidence(fact.at, "size of the log files", `${file.id} ${file.bytes}`, reading)];
}

/** What a container wrote into its own layer, where that is a good part of the disk. */
function largestWriter(host: HostState, disk: DiskReading, now: EpochMs): readonly Evidence[] {
  const usage = usageOf(host, now);
  const most = usage?.reading.writable[0];
  if (usage === undefined || most === undefined || most.bytes < disk.totalBytes * TELLING_RATIO) return [];
  const reading = `written by ${nameOf(host, most.id)}: ${bytesText(most.bytes)}`;
  return [toEvidence(usage.at, "docker system df", `${most.id} ${most.bytes}`, reading)];
}

const shareBytes = ({ bytes, mostBytes, usedBytes }: DockerShare): string =>
  `Docker ${bytes}, at most ${mostBytes}, of ${usedBytes} used`;

const isBelowFloor = (disk: DiskReading): boolean =>
  disk.availableBytes < Math.min(PAGE_FREE_BYTES, PAGE_FREE_RATIO * disk.totalBytes);

const hasInodes = (disk: DiskReading): boolean => (freeInodeRatioOf(disk) ?? 1) > 0;

function inodesText(disk: DiskReading): readonly string[] {
  const free = freeInodeRatioOf(disk);
  return free === undefined || free < 0.15 ? [] : [`Inodes: ${percentText(free)} free`];
}

const readingOf = (disk: DiskReading, at: EpochMs, soon = ""): Evidence =>
  toEvidence(
    at,
    `df ${disk.path}`,
    `${disk.mount} ${disk.totalBytes} total ${disk.usedBytes} used ${disk.availableBytes} available`,
    `${percentText(usedRatioOf(disk))} used, ${bytesText(disk.availableBytes)} left${soon}; limit 90 %`,
  );

/** Where the disk cannot be read, ENOSPC in the log is decisive, and its absence says nothing. */
function judgeByLog(host: HostState, open: readonly Symptom[], now: EpochMs): readonly Judgement[] {
  const lines = noSpaceLines(host, now);
  const [newest] = lines;
  const unknown = open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
  // Read before and stale now, or not asked yet: the disk itself will tell, bytes or inodes.
  const { last, missing } = host.facts.disk;
  if (newest === undefined || last !== undefined || missing === undefined) return unknown;
  const path = host.info.lastGood?.reading.dataRoot ?? "/var/lib/docker";
  const isLate = missing.failure === "timeout" || missing.failure === "channel-down";
  const unread = isLate
    ? "The disk of this host was not read in time"
    : "Foghorn cannot read the disk of this host";
  return [
    {
      subject: path,
      verdict: "failing",
      severity: "page",
      part: "disk",
      title: "Disk full",
      summary: `The engine cannot write: no space left on device. ${unread}, so it may be bytes or inodes.`,
      readAt: newest.line.sourceAt,
      sinceAt: lines.at(-1)?.line.sourceAt ?? newest.line.sourceAt,
      evidence: lines.slice(0, 3).map((line) => lineEvidence(line)),
      blast: {
        affected: ["Writes of containers, their logs, create, pull and build"],
        parts: CUT_OFF,
        notAffected: [],
      },
      facts: { path, dataRoot: path },
      raiseAfterMs: RAISE_FULL_AFTER_MS,
    },
  ];
}
