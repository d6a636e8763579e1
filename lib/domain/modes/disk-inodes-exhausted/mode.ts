import type { DiskReading } from "../../facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { Evidence, Symptom } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time.ts";
import { freeInodeRatioOf, msUntilEmpty, noSpaceLines, rootDiskOf, usedRatioOf } from "../shared/disk.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { lineEvidence } from "../shared/log-lines.ts";
import { bytesText, durationText, percentText, toEvidence } from "../shared/text.ts";

const TICKET_FREE_RATIO = 0.15;
const PAGE_FREE_RATIO = 0.05;
// Upper edges, so that a disk that swings around a limit does not raise and clear in turn.
const TICKET_LEAVE_RATIO = 0.2;
const PAGE_LEAVE_RATIO = 0.08;
const PAGE_FULL_WITHIN_MS = 2 * HOUR_MS;
const RAISE_FULL_AFTER_MS = 5 * SECOND_MS;

/** No more files can be made although bytes are free; `df -h` looks healthy. */
export const diskInodesExhausted: Mode = {
  id: "disk-inodes-exhausted",
  inputs: ["fact", "fact-missing", "journal-line"],
  windows: {
    // Unpacking an image makes and removes many files.
    raiseAfterMs: 2 * MINUTE_MS,
    raiseAfterReadings: 2,
    clearAfterMs: 10 * MINUTE_MS,
    clearAfterReadings: 2,
  },
  judge: (host, now, open) => {
    const root = rootDiskOf(host, now);
    if (root === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const { disk, at } = root;
    const others = open.filter(({ subject }) => subject !== disk.path);
    const gone = others.flatMap(({ subject }) => settled(open, subject, "gone", at));
    const judged = judgeInodes(host, disk, at, openOf(open, disk.path), now);
    return [...gone, ...(judged ? [judged] : settled(open, disk.path, "passing", at, [readingOf(disk, at)]))];
  },
};

function judgeInodes(
  host: HostState,
  disk: DiskReading,
  readAt: EpochMs,
  symptom: Symptom | undefined,
  now: EpochMs,
): Judgement | undefined {
  const free = freeInodeRatioOf(disk);
  // btrfs and some XFS make inodes as they go: there is no limit to reach.
  if (free === undefined) return undefined;
  const emptyInMs = msUntilEmpty(host.diskHistory, ({ freeInodes }) => freeInodes, now);
  const isOpen = symptom !== undefined && symptom.state !== "recovering";
  const isPaged = isOpen && symptom.severity === "page";
  const isSoon = emptyInMs !== undefined && emptyInMs < PAGE_FULL_WITHIN_MS && free < 0.5;
  const isPage = free < (isPaged ? PAGE_LEAVE_RATIO : PAGE_FREE_RATIO) || isSoon;
  if (!isPage && free >= (isOpen ? TICKET_LEAVE_RATIO : TICKET_FREE_RATIO)) return undefined;
  const isEmpty = disk.freeInodes === 0;
  const lines = free < PAGE_FREE_RATIO ? noSpaceLines(host, now) : [];
  const soon = isSoon && !isEmpty ? `, none left in ${durationText(emptyInMs)} at this rate` : "";
  return {
    subject: disk.path,
    verdict: "failing",
    severity: isPage ? "page" : "ticket",
    part: "disk",
    title: isEmpty ? "Inodes exhausted" : "Inodes running out",
    summary: `${disk.path} has ${disk.freeInodes} of ${disk.totalInodes} inodes free${soon}, while ${bytesText(disk.availableBytes)} are free: too many files, not too much data. df -h does not show it.`,
    readAt,
    evidence: [readingOf(disk, readAt), ...lines.slice(0, 3).map((line) => lineEvidence(line))],
    blast: {
      affected: isEmpty
        ? ["Create, pull, build and every new file of a container fail with “no space left on device”"]
        : ["Nothing yet; at 0 inodes no new file can be made"],
      parts: isEmpty ? ["images", "cache", "volumes"] : [],
      notAffected: [
        ...(isEmpty ? ["Files that exist can be read and written"] : []),
        ...(usedRatioOf(disk) < 0.7 ? [`Bytes: ${bytesText(disk.availableBytes)} free`] : []),
      ],
    },
    facts: { path: disk.path, mount: disk.mount, dataRoot: disk.path, freeInodes: String(disk.freeInodes) },
    ...(isEmpty && { raiseAfterMs: RAISE_FULL_AFTER_MS }),
  };
}

function readingOf(disk: DiskReading, at: EpochMs): Evidence {
  const free = freeInodeRatioOf(disk);
  const text =
    free === undefined ? "no limit" : `${percentText(free)} of ${disk.totalInodes} inodes free; limit 5 %`;
  return toEvidence(
    at,
    `df -i ${disk.path}`,
    `${disk.mount} ${disk.totalInodes} total ${disk.freeInodes} free`,
    text,
  );
}
