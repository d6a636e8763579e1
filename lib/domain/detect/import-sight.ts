import type { HostState } from "../host-state.ts";
import { freshList } from "../modes/shared/running.ts";
import { counted, durationText } from "../modes/shared/text.ts";
import { DAY_MS, type EpochMs } from "../time.ts";

/** What others have to report for Foghorn to know: scanners, CI. */
export interface ImportSight {
  readonly what: string;
  /** `no-source`: nobody reports it, so nothing found is not nothing there. */
  readonly state: "read" | "no-source";
  readonly text: string;
  /** Files that were not understood, each with the reason. */
  readonly problems: readonly string[];
}

const MAX_PROBLEMS = 5;
const STALE_MS = 7 * DAY_MS;
const HOW = "nothing in import/ of the data directory tells";

export function importSight(host: HostState, now: EpochMs): readonly ImportSight[] {
  const { problems } = host.imports;
  const texts = problems.slice(0, MAX_PROBLEMS).map(({ file, reason }) => `${file}: ${reason}`);
  const left = problems.length - texts.length;
  return [
    { what: "Image scans", problems: [], ...scanText(host, now) },
    {
      what: "Build times",
      ...buildText(host, now),
      problems: left > 0 ? [...texts, `${counted(left, "more file")} not understood`] : texts,
    },
  ];
}

function scanText(host: HostState, now: EpochMs): Pick<ImportSight, "state" | "text"> {
  const { scans } = host.imports;
  if (scans === undefined) return { state: "no-source", text: `no source: ${HOW}` };
  const digests = new Map(scans.flatMap((scan) => scan.digests.map((digest) => [digest, scan] as const)));
  const running = freshList(host, now)?.filter(({ state }) => state === "running");
  if (running === undefined) return { state: "read", text: counted(scans.length, "report") };
  const images = [...new Set(running.map(({ imageId }) => imageId))];
  const known = images.flatMap((image) => digests.get(image) ?? []);
  const stale = known.filter(({ scannedAt }) => now - scannedAt > STALE_MS).length;
  const old = stale === 0 ? "" : `, ${stale} of them older than a week and not counted`;
  return {
    state: "read",
    text: `a report on ${known.length} of ${counted(images.length, "running image")}${old}`,
  };
}

function buildText(host: HostState, now: EpochMs): Pick<ImportSight, "state" | "text"> {
  const { builds } = host.imports;
  if (builds === undefined) return { state: "no-source", text: `no source: ${HOW} of this host` };
  const newestAt = Math.max(...builds.map(({ startedAt }) => startedAt));
  return {
    state: "read",
    text: `${counted(builds.length, "build")}, the newest ${durationText(Math.max(0, now - newestAt))} ago`,
  };
}
