import type { PartId } from "../anatomy.ts";
import type { HostState } from "../host-state.ts";
import { freshFact } from "../modes/shared/host-facts.ts";
import { type PullCause, type PullFailure, pullFailures } from "../modes/shared/registry/failures.ts";
import { registryOfRef } from "../modes/shared/registry/names.ts";
import { counted, durationText } from "../modes/shared/text.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../time.ts";
import { asLastKnown, fromFact, type OwnReading, offPart, outOfSight } from "./part-reading.ts";

/* Outside the host: registry, remote. */

// What a registry said ten minutes ago may be different now; what it said within an hour is still worth a count.
const PULL_FRESH_MS = 10 * MINUTE_MS;
const PULLS_WINDOW_MS = HOUR_MS;

export const OUTSIDE_PARTS: Partial<Record<PartId, (host: HostState, now: EpochMs) => OwnReading>> = {
  registry: readRegistry,
  remote: readRemote,
};

// Where the kernel waits for a server of files.
const FOR_A_SERVER = /nfs|rpc_wait|cifs|smb|ceph|fuse|p9_/;

/** What other machines serve. It is listed and never asked: who waits for a server that is away tells that it is. */
function readRemote(host: HostState, now: EpochMs): OwnReading {
  return fromFact(host, "disk", now, () => {
    const mounts = host.facts.disk.last?.fact.remote;
    if (mounts === undefined) return undefined;
    const waiting = (freshFact(host, "processes", now)?.fact.processes ?? []).filter(
      ({ state, waitChannel = "" }) => state.startsWith("D") && FOR_A_SERVER.test(waitChannel),
    );
    if (mounts.length === 0) return offPart("nothing is mounted");
    return {
      state: "ok",
      short: String(mounts.length),
      reading:
        waiting.length > 0
          ? `${counted(waiting.length, "task")} ${waiting.length === 1 ? "waits" : "wait"}`
          : counted(mounts.length, "mount"),
      lines: mounts.slice(0, 3).map(({ type, source, mount }) => `${mount} ${type} ${source}`),
    };
  });
}

/** No registry is asked: the newest pull that somebody made tells. */
function readRegistry(host: HostState, now: EpochMs): OwnReading {
  const failure = pullFailures(host).at(-1);
  const pull = host.imagePulls.at(-1);
  if (failure === undefined && pull === undefined)
    return outOfSight(
      "no registry is asked, and no pull was seen yet",
      "Nothing: the next pull on this host tells.",
    );
  const isFailure = failure !== undefined && (pull === undefined || failure.at > pull.sourceAt);
  const at = isFailure ? failure.at : (pull?.sourceAt ?? now);
  const reading: OwnReading = {
    state: "ok",
    short: isFailure ? "failed" : "pulls",
    reading: isFailure ? FAILED_WORDS[failure.cause] : `pulled ${agoText(now - at)}`,
    lines: [
      isFailure ? `${nameOf(failure)}, ${agoText(now - at)}` : registryOfRef(pull?.ref ?? ""),
      ...countLine(host, now),
    ],
    readAt: at,
  };
  return now - at <= PULL_FRESH_MS ? reading : asLastKnown(reading);
}

/** Short enough for the box outside the host. */
const FAILED_WORDS: Readonly<Record<PullCause, string>> = {
  "image-pull-dns": "name not found",
  "registry-unreachable": "not reached",
  "image-pull-tls": "TLS failed",
  "image-pull-rate-limit": "pull limit hit",
  "image-pull-auth": "access denied",
  "image-digest-mismatch": "digest differs",
  "image-platform-mismatch": "wrong platform",
  "image-pull-not-found": "no such image",
};

const nameOf = ({ ref, registry }: PullFailure): string => ref ?? (registry === "" ? "a pull" : registry);

/** A length in whole minutes: a pull is no running clock. */
const agoText = (ms: number): string =>
  ms < MINUTE_MS
    ? "just now"
    : ms < HOUR_MS
      ? `${Math.floor(ms / MINUTE_MS)} min ago`
      : `${durationText(ms)} ago`;

function countLine(host: HostState, now: EpochMs): readonly string[] {
  const good = host.imagePulls.filter(({ sourceAt }) => now - sourceAt <= PULLS_WINDOW_MS).length;
  const failed = pullFailures(host).filter(({ at }) => now - at <= PULLS_WINDOW_MS).length;
  if (good + failed === 0) return [];
  return [`${failed} of ${counted(good + failed, "pull")} failed in 1 h`];
}
