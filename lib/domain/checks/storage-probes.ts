import { factSight } from "../detect/visibility.ts";
import type { FactName } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import { rootDiskOf } from "../modes/shared/disk.ts";
import { dockerShare, shareText } from "../modes/shared/docker-share.ts";
import { freshFact, seldomFact } from "../modes/shared/host-facts.ts";
import { distantLogs } from "../modes/shared/log-drivers.ts";
import { freshList } from "../modes/shared/running.ts";
import { bytesText } from "../modes/shared/text.ts";
import type { EpochMs } from "../time.ts";
import { type CheckSubject, type ProbeReading, unknown, value } from "./reading.ts";

function without(host: HostState, name: FactName, now: EpochMs): ProbeReading {
  const { last, missing } = host.facts[name];
  if (last === undefined && missing === undefined) return { kind: "waiting", text: "not read yet" };
  const sight = factSight(host, name, now);
  return sight.kind === "live" ? unknown("not known", sight.at) : unknown(sight.why.reason);
}

/** Bytes of all log files of the subject; nothing where it has none. */
export function readLogBytes(subject: CheckSubject, host: HostState, now: EpochMs): ProbeReading {
  const fact = seldomFact(host, "log-files", now);
  if (fact === undefined) return without(host, "log-files", now);
  const id = host.containers.lastGood?.reading.find(({ name }) => name === subject.container)?.id;
  const file = fact.fact.logs.files.find((each) => each.id === id);
  if (file === undefined) return { kind: "nothing", text: "no log file", readAt: fact.at };
  return value(file.bytes, bytesText(file.bytes), fact.at);
}

/** Logs that were deleted under dockerd. */
export function readDeletedLogs(host: HostState, now: EpochMs): ProbeReading {
  const fact = seldomFact(host, "log-files", now);
  if (fact?.fact.logs.removed === undefined) return without(host, "log-files", now);
  const count = fact.fact.logs.removed.length;
  return value(count, `${count} deleted`, fact.at);
}

/** The most that any log sink leaves unread. */
export function readUnsent(host: HostState, now: EpochMs): ProbeReading {
  const listAt = host.containers.lastGood?.at;
  if (listAt === undefined) return { kind: "waiting", text: "not asked yet" };
  if (freshList(host, now) === undefined) return unknown("the container list is old", listAt);
  const ports = new Set(distantLogs(host).map(({ port }) => port));
  if (ports.size === 0) return value(0, "no container logs to a sink", listAt);
  const fact = freshFact(host, "log-sinks", now);
  if (fact === undefined) return without(host, "log-sinks", now);
  const most = Math.max(
    0,
    ...fact.fact.sinks.filter(({ port }) => ports.has(port)).map(({ unsentBytes }) => unsentBytes),
  );
  return value(most, `${bytesText(most)} unread`, fact.at);
}

/** Of what is used on the disk, how much Docker holds; unknown while much of it came since Docker counted. */
export function readDockerShare(host: HostState, now: EpochMs): ProbeReading {
  const root = rootDiskOf(host, now);
  if (root === undefined) return without(host, "disk", now);
  const share = dockerShare(host, now);
  if (share === undefined) {
    const isAsked = host.diskUsage.tries.length > 0;
    return isAsked
      ? unknown("what Docker keeps is not known", root.at)
      : { kind: "waiting", text: "not asked yet" };
  }
  const { isUnsure, mostBytes, usedBytes, countedAt } = share;
  if (isUnsure) return unknown(`${shareText(share)}: much came since Docker counted`, countedAt);
  return value(usedBytes > 0 ? mostBytes / usedBytes : 0, shareText(share), root.at);
}

export function readDamagedLayers(host: HostState, now: EpochMs): ProbeReading {
  const fact = seldomFact(host, "layers", now);
  if (fact === undefined) return without(host, "layers", now);
  const { wrong, count } = fact.fact.layers;
  return value(wrong.length, `${wrong.length} of ${count} damaged`, fact.at);
}
