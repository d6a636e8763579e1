import type { HostState } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { Judgement, Mode } from "../../mode.ts";
import type { LogFileReading } from "../../storage-facts.ts";
import type { Symptom } from "../../symptom.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../time.ts";
import { rootDiskOf } from "../shared/disk.ts";
import { grownInHour } from "../shared/growth.ts";
import { seldomFact } from "../shared/host-facts.ts";
import { openOf, settled } from "../shared/judgement.ts";
import { nameOf } from "../shared/running.ts";
import { containerFacts } from "../shared/subjects.ts";
import { bytesText, durationText, percentText, toEvidence } from "../shared/text.ts";

const MIB = 1_048_576;
const LARGE_BYTES = 1_024 * MIB;
const GROWTH_BYTES = 100 * MIB;
// Lower edge: a log that was cut once and grows again is not a new symptom each time.
const LEAVE_BYTES = 200 * MIB;
const TICKET_DISK_RATIO = 0.1;
const TICKET_FULL_WITHIN_MS = 24 * HOUR_MS;

/**
 * A log file without a limit that is large or grows fast. By itself a risk; a ticket once it takes a tenth of the disk,
 * or would fill it within a day. `docker system df` does not count these files.
 */
export const containerLogUnbounded: Mode = {
  id: "container-log-unbounded",
  inputs: ["fact"],
  windows: { raiseAfterMs: 0, raiseAfterReadings: 1, clearAfterMs: MINUTE_MS, clearAfterReadings: 1 },
  judge: (host, now, open) => {
    const fact = seldomFact(host, "log-files", now);
    if (fact === undefined) return open.flatMap(({ subject }) => settled(open, subject, "unknown", now));
    const judged = new Set<string>();
    const judgements: Judgement[] = [];
    const looked = lookedAtSince(host, fact.at);
    for (const walked of fact.fact.logs.files) {
      // Largest first: what follows is smaller than everything that matters.
      if (walked.bytes < GROWTH_BYTES) break;
      const name = nameOf(host, walked.id);
      const file = looked.files.get(walked.id) ?? walked;
      const readAt = file === walked ? fact.at : looked.at;
      const isCut = file.bytes < walked.bytes;
      const judgement = judgeLog(host, { file, readAt, isCut }, name, openOf(open, name), now);
      if (judgement === undefined) continue;
      judged.add(name);
      judgements.push(judgement);
    }
    const kept = new Map(
      fact.fact.logs.files.map(({ id }) => [nameOf(host, id), looked.files.get(id)] as const),
    );
    const rest = open.filter(({ subject }) => !judged.has(subject));
    return [
      ...judgements,
      ...rest.flatMap(({ subject }) => {
        const file = kept.get(subject);
        const isKept = kept.has(subject) && file?.files !== 0;
        return settled(open, subject, isKept ? "passing" : "gone", file === undefined ? fact.at : looked.at);
      }),
    ];
  },
};

/** Undefined where the driver keeps no file of its own choice, bounds it, or nobody can say. */
function isUnbounded(host: HostState, id: ContainerId): boolean {
  const inspect = host.inspects.get(id)?.lastGood?.reading;
  // A stopped container may never be inspected: its file alone tells.
  if (inspect === undefined) return true;
  return inspect.logDriver === "json-file" && inspect.confinement?.logMaxSize === undefined;
}

/** Sizes of the large ones, looked at by themselves after the last look at all of them. */
function lookedAtSince(host: HostState, walkedAt: EpochMs) {
  const last = host.facts.suspects.last;
  const logs = last !== undefined && last.at > walkedAt ? last.fact.suspects.logs : [];
  return { at: last?.at ?? walkedAt, files: new Map(logs.map((file) => [file.id, file])) };
}

interface SizedLog {
  readonly file: LogFileReading;
  readonly readAt: EpochMs;
  /** Smaller than it was: what it grew by until then says nothing of now. */
  readonly isCut: boolean;
}

function judgeLog(
  host: HostState,
  { file, readAt, isCut }: SizedLog,
  name: string,
  symptom: Symptom | undefined,
  now: EpochMs,
): Judgement | undefined {
  if (!isUnbounded(host, file.id)) return undefined;
  const isOpen = symptom !== undefined && symptom.state !== "recovering";
  const grown = isCut ? undefined : grownInHour(host, "log", file.id, now);
  const isLarge = file.bytes > (isOpen ? LEAVE_BYTES : LARGE_BYTES);
  const isGrowing = grown !== undefined && grown.bytes > GROWTH_BYTES;
  if (!isLarge && !isGrowing) return undefined;
  const disk = rootDiskOf(host, now)?.disk;
  const ratio = disk !== undefined && disk.totalBytes > 0 ? file.bytes / disk.totalBytes : 0;
  const fullInMs =
    disk !== undefined && isGrowing && grown.overMs >= 10 * MINUTE_MS
      ? (disk.availableBytes / grown.bytes) * grown.overMs
      : undefined;
  const isUrgent = ratio > TICKET_DISK_RATIO || (fullInMs !== undefined && fullInMs < TICKET_FULL_WITHIN_MS);
  const size = `${bytesText(file.bytes)}${ratio > 0 ? `, ${percentText(ratio)} of the disk` : ""}`;
  const rate = isGrowing ? `; it grew by ${bytesText(grown.bytes)} in ${durationText(grown.overMs)}` : "";
  const soon = fullInMs === undefined ? "" : `, which fills the disk in ${durationText(fullInMs)}`;
  return {
    subject: name,
    verdict: "failing",
    severity: isUrgent ? "ticket" : "notice",
    part: "log",
    title: "Container log without limit",
    summary: `The log of ${name} takes ${size}${rate}${soon}. Nothing bounds it, and docker system df does not count it.`,
    readAt,
    evidence: [
      toEvidence(
        readAt,
        "size of the log file",
        `${file.id} ${file.bytes} bytes in ${file.files} file(s)`,
        `${bytesText(file.bytes)}${isGrowing ? `, +${bytesText(grown.bytes)} in ${durationText(grown.overMs)}` : ""}; no max-size`,
      ),
    ],
    blast: {
      affected: ["The disk of the data-root: once full, everything on it"],
      parts: isUrgent ? ["disk"] : [],
      notAffected: ["The container itself"],
    },
    facts: {
      ...containerFacts(file.id, name, host.names.get(file.id)?.image),
      size: bytesText(file.bytes),
      ...(disk && { dataRoot: disk.path }),
    },
  };
}
