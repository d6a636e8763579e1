import { dataRootDisk } from "../../fold-facts.ts";
import type { HostState } from "../../host-state.ts";
import type { Mode } from "../../mode.ts";
import { type EpochMs, SECOND_MS } from "../../time.ts";
import { usedRatioOf } from "../shared/disk.ts";
import { logMode } from "../shared/log-mode.ts";

/** The image it wanted, where a line about the API call names it. */
const imageOf = (text: string): string => /fromImage=([^&\s"]+)/.exec(text)?.[1] ?? "";

const FULL_RATIO = 0.9;
const ROOM_RATIO = 0.8;
// The series has one point in 10 s.
const FULL_BEFORE_MS = 15 * SECOND_MS;

/** When room was read on a disk that was full as the image was refused; a disk that looked well all along says nothing. */
function roomMadeAt(host: HostState, refusedAt: EpochMs): EpochMs | undefined {
  const last = host.facts.disk.last;
  const disk = last && dataRootDisk(host, last.fact.disks);
  if (last === undefined || disk === undefined || last.at <= refusedAt) return undefined;
  const wasFull = host.series["disk-used-ratio"].points.some(
    ({ at, value }) => at >= refusedAt - FULL_BEFORE_MS && value !== null && value >= FULL_RATIO,
  );
  return wasFull && usedRatioOf(disk) < ROOM_RATIO ? last.at : undefined;
}

/** So much that an image is not refused for it: of a small disk its half. */
const CLEAR_BYTES = 2 * 1_073_741_824;
const CLEAR_RATIO = 0.5;

/** When room was read: there is so much that a refusal from before Foghorn looked is over. */
function roomReadAt(host: HostState): EpochMs | "not-well" | "not-read" {
  const { last, missing } = host.facts.disk;
  const disk = last && dataRootDisk(host, last.fact.disks);
  if (last === undefined || disk === undefined) return missing === undefined ? "not-read" : "not-well";
  const usedRatio = usedRatioOf(disk);
  const isClear = disk.availableBytes >= CLEAR_BYTES || usedRatio < CLEAR_RATIO;
  return isClear && usedRatio < ROOM_RATIO ? last.at : "not-well";
}

/**
 * An image could not be unpacked for want of space. The full disk is the cause where it can be read; here is what it
 * stopped: needed are the packed and the unpacked image together, so that room may be there before and after.
 */
export const imagePullNoSpace: Mode = logMode({
  id: "image-pull-no-space",
  signatures: ["pull-no-space"],
  severity: "page",
  part: "images",
  subjectOf: () => "",
  succeededAt: (host, _subject, refusedAt) => roomMadeAt(host, refusedAt),
  readWellAt: roomReadAt,
  words: (_subject, { line }) => {
    const image = imageOf(line.text);
    return {
      title: "Pull stopped: no space",
      summary: `${image === "" ? "An image" : image} could not be unpacked: no space was left while it was written. It wants about three times its size.`,
      blast: {
        affected: ["Deploys and scaling that need an image which is not here yet"],
        parts: ["registry"],
        notAffected: ["Containers of images that are here"],
      },
      facts: image === "" ? {} : { image },
    };
  },
});
