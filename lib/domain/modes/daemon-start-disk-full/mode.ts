import type { HostState } from "../../host-state.ts";
import type { EpochMs } from "../../time.ts";
import { isDiskFullForStart, rootDiskOf, startBytesOf } from "../shared/disk.ts";
import type { EngineSight } from "../shared/engine-sight.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";
import type { SeenCause } from "../shared/start-cause-spec.ts";
import { startFailure } from "../shared/start-failure.ts";
import { toEvidence } from "../shared/text.ts";

/** No byte or no inode is left under the data-root: dockerd does not start, and mostly does not say why. */
export const daemonStartDiskFull = startCauseMode({
  id: "daemon-start-disk-full",
  part: "disk",
  title: "No room to start",
  tell: ({ line }) => ({
    summary: line.text.includes("no space left")
      ? "dockerd found no space to start in: bytes or inodes are used up where it writes."
      : "The containerd that dockerd starts for itself came up without its database: mostly there was no space to make it in.",
  }),
  seenBy: fullDisk,
});

/** Looked at before any word: a full disk ends in words about drivers, databases and sockets. */
function fullDisk(host: HostState, now: EpochMs, sight: EngineSight): SeenCause | undefined {
  const root = rootDiskOf(host, now);
  const failure = sight.kind === "down" ? startFailure(host, now, sight) : undefined;
  if (root === undefined || failure === undefined || !isDiskFullForStart(host, now)) return undefined;
  // Files that are wrong stop a start before it writes anything.
  if (failure.isOfTheConfiguration) return undefined;
  const { disk } = root;
  const left = startBytesOf(disk) === 0 ? "no room left" : `${disk.freeInodes} inodes left`;
  return {
    summary: `docker.service fails to start, and ${disk.path} has ${left}. Whatever dockerd says then, make room first.`,
    readAt: Math.max(root.at, failure.at),
    sinceAt: failure.at,
    evidence: [
      toEvidence(
        root.at,
        `df ${disk.path}`,
        `total=${disk.totalBytes} used=${disk.usedBytes} free inodes=${disk.freeInodes}`,
        `${disk.path}: ${left}`,
      ),
      ...failure.evidence,
    ],
    facts: { dataRoot: disk.path },
  };
}
