import type { HostId } from "./ids.ts";
import type { EpochMs } from "./time.ts";

/** How many holes of each severity a scanner found in one image. */
export interface HoleCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  /** Low, negligible and without a word on it. */
  readonly low: number;
}

export interface Hole {
  /** "CVE-2024-3094" */
  readonly id: string;
  readonly package: string;
  readonly severity: "critical" | "high";
  readonly fixedIn?: string;
  /** The scanner's data name it as used in real attacks. */
  readonly isExploited?: true;
}

/** What a scanner said of one image at one time. */
export interface ScanReading {
  readonly file: string;
  /** "trivy 0.57.1"; the version where the report names it. */
  readonly scanner: string;
  readonly scannedAt: EpochMs;
  /** When the scanner's own knowledge was made, where the report tells. */
  readonly databaseAt?: EpochMs;
  /** As it was asked for: "nginx:1.27". */
  readonly image: string;
  /** Digests by which an engine may know it: of its configuration, its manifest, its index. */
  readonly digests: readonly string[];
  readonly counts: HoleCounts;
  /** Of critical and high ones: how many a newer package closes. */
  readonly fixable: number;
  /** The worst, exploited first, at most 5. */
  readonly worst: readonly Hole[];
}

/** One build, as CI reported it. */
export interface BuildReading {
  readonly hostId: HostId;
  readonly project: string;
  readonly startedAt: EpochMs;
  readonly durationMs: number;
  readonly steps?: number;
  readonly cachedSteps?: number;
}

export interface ImportProblem {
  readonly file: string;
  readonly reason: string;
}

/** What was put into the import directory. Absent: there is no such source, which is not "none found". */
export interface Imports {
  readonly scans?: readonly ScanReading[];
  readonly builds?: readonly BuildReading[];
  readonly problems: readonly ImportProblem[];
}

export const NO_IMPORTS: Imports = { problems: [] };
