import type { PartId } from "../anatomy.ts";
import type { HostState } from "../host-state.ts";
import { isPodman, seldomFact } from "../modes/shared/host-facts.ts";
import { logGrowth } from "../modes/shared/log-growth.ts";
import { bytesText, counted, durationText } from "../modes/shared/text.ts";
import type { EpochMs } from "../time.ts";
import { asLastKnown, type OwnReading, outOfSight } from "./part-reading.ts";
import { BY_ITSELF, whyNoLog } from "./visibility.ts";

/* Logging: the engine's own log, and the files and sinks of what containers write. */

export const LOG_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  log: readLog,
};

function readLog(host: HostState, now: EpochMs): OwnReading {
  if (isPodman(host))
    return outOfSight("podman's own log is not followed", "Nothing: this version follows Docker's units.");
  const { isOpen, reason, changedAt } = host.streams.journal;
  const newest = host.lastLineAt;
  if (!isOpen && newest === undefined) {
    const why = whyNoLog(host);
    return outOfSight(why.reason, why.change);
  }
  const heard =
    newest === undefined ? "engine: no line yet" : `engine: ${durationText(Math.max(0, now - newest))} ago`;
  const [reading = heard, ...lines] = [...containerLogLines(host, now), heard];
  const own: OwnReading = {
    state: "ok",
    short: "reads",
    reading,
    lines,
    readAt: newest ?? changedAt,
  };
  if (isOpen) return own;
  return {
    ...asLastKnown(own),
    ...(reason && { notVisible: { reason, change: BY_ITSELF.followed } }),
  };
}

/** Driver and files, size with growth: what waits for a sink stands before what grows. */
function containerLogLines(host: HostState, now: EpochMs): readonly string[] {
  const driver = host.info.lastGood?.reading.loggingDriver;
  const logs = seldomFact(host, "log-files", now)?.fact.logs;
  const files = logs?.files.reduce((sum, one) => sum + one.files, 0) ?? 0;
  const bytes = logs?.files.reduce((sum, one) => sum + one.bytes, 0) ?? 0;
  const isRead = logs !== undefined && files > 0;
  const waiting = host.facts["log-sinks"].last?.fact.sinks.filter(({ unsentBytes }) => unsentBytes > 0) ?? [];
  const unsent = waiting.reduce((sum, sink) => sum + sink.unsentBytes, 0);
  const growth = logGrowth(host, now);
  const grows = growth === undefined ? "" : `, +${bytesText(growth.bytesPerHour)} an hour`;
  return [
    ...(driver ? [`${driver}${isRead ? `, ${counted(files, "file")}` : ""}`] : []),
    ...(unsent > 0 ? [`${bytesText(unsent)} wait for ${waiting[0]?.peer}`] : []),
    ...(isRead ? [`${bytesText(bytes)}${grows}`] : []),
  ];
}
