import type { HostState } from "../../host-state.ts";
import { type EpochMs, MINUTE_MS } from "../../time.ts";
import { configVerdict } from "../shared/config-verdict.ts";
import type { EngineSight } from "../shared/engine-sight.ts";
import { freshFact } from "../shared/host-facts.ts";
import { parsedConfig } from "../shared/start-cause.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";
import type { SeenCause } from "../shared/start-cause-spec.ts";
import { toEvidence } from "../shared/text.ts";

// /info is asked twice a minute.
const INFO_FRESH_MS = 2 * MINUTE_MS;

/**
 * overlay2 cannot lie on the file system of the data-root. Where the driver is pinned dockerd does not start; where it
 * is not, it takes vfs without a word: each layer a full copy, and the images of before out of sight.
 */
export const dataRootUnsupportedFs = startCauseMode({
  id: "data-root-unsupported-fs",
  part: "disk",
  title: "Data-root on an unfit file system",
  tell: ({ line, marked: { values } }) => {
    const fileSystem = values.find((value) => value !== "") ?? "";
    return {
      summary:
        line.unit === "kernel"
          ? "The kernel refuses an overlay on the file system below the data-root."
          : `overlay2 cannot lie on the file system of the data-root${fileSystem === "" ? "" : ` (${fileSystem})`}: it wants ext4, or XFS with ftype=1.`,
      ...(fileSystem !== "" && { facts: { fileSystem } }),
    };
  },
  isSaidOfFullDisk: true,
  seenBy: fallenBack,
});

function fallenBack(host: HostState, now: EpochMs, sight: EngineSight): SeenCause | undefined {
  const info = host.info.lastGood;
  if (sight.kind !== "answers" || info === undefined || now - info.at > INFO_FRESH_MS) return undefined;
  const { storageDriver, dataRoot } = info.reading;
  if (storageDriver !== "vfs" || isWanted(host, now)) return undefined;
  return {
    title: "Storage driver fell back to vfs",
    summary: `dockerd found no better storage driver for ${dataRoot} and took vfs: each layer is a full copy, the disk fills fast, and images of another driver are out of sight.`,
    readAt: info.at,
    evidence: [
      toEvidence(info.at, "GET /info", `Driver: ${storageDriver}`, `storage driver ${storageDriver}`),
    ],
    facts: { dataRoot, driver: storageDriver },
  };
}

/** Somebody asked for vfs, or nobody can say. */
function isWanted(host: HostState, now: EpochMs): boolean {
  const file = freshFact(host, "config-file", now)?.fact.file;
  if (file === undefined || configVerdict(host, now) === undefined) return true;
  const config = file.exists ? parsedConfig(host, file) : undefined;
  const isInFile =
    config?.ok === true && config.keys.some(({ key, value }) => key === "storage-driver" && value === "vfs");
  const args = freshFact(host, "unit-files", now)?.fact.files.runningArgs ?? [];
  return isInFile || args.some((word) => /^(?:--storage-driver=|-s=?)?vfs$/.test(word));
}
