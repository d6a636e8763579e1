import type { HourSums } from "../domain/availability/hours.ts";
import type { HostState } from "../domain/host-state.ts";
import type { HostId } from "../domain/ids.ts";
import type { Signal } from "../domain/signal.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";

/** What is added to one hour of one service of one host. */
export interface HourRow extends HourSums {
  readonly hostId: HostId;
  /** `HOST_ITSELF` for how long the host was watched and read. */
  readonly service: string;
  readonly hourAt: EpochMs;
  /** The minute it was summed in. What was lost is kept for some hours under it as well: a burn rate of an hour needs it. */
  readonly minuteAt?: EpochMs;
}

/** Which rows a report is made of: from this moment on, of these hosts or of all. */
export interface UptimeRange {
  readonly fromAt: EpochMs;
  readonly hostIds?: readonly HostId[];
}

/** A window that ends now; of an hour or a day that it cuts, its part in time. */
export interface UptimeWindow extends UptimeRange {
  readonly toAt: EpochMs;
}

export interface ServiceTotal extends HourSums {
  readonly hostId: HostId;
  readonly service: string;
}

/** The same, and the hours or days in which it was wanted: where the first begins and the last ends. */
export interface PeriodTotal extends ServiceTotal {
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
}

/** An hour, or a day where hours were merged, in which containers of a service were missed. */
export interface Loss {
  readonly fromAt: EpochMs;
  readonly lengthMs: number;
  /** Wanted and not up, once for each container. */
  readonly lostMs: number;
}

export interface WatchedDay {
  readonly hostId: HostId;
  readonly dayAt: EpochMs;
  readonly watchedMs: number;
  readonly readMs: number;
}

/** The longest window whose losses are known to the minute. */
export const MINUTES_KEPT_MS = 6 * HOUR_MS;

export interface AvailabilityStore {
  /** Adds to what is there; all rows or none. */
  readonly add: (rows: readonly HourRow[]) => Promise<void>;
  readonly totals: (range: UptimeRange) => Promise<readonly PeriodTotal[]>;
  /** As `totals`, of a window; what was lost within `MINUTES_KEPT_MS` is known to the minute. */
  readonly within: (window: UptimeWindow) => Promise<readonly ServiceTotal[]>;
  /** Oldest first. */
  readonly losses: (service: string, range: UptimeRange) => Promise<readonly Loss[]>;
  readonly watched: (range: UptimeRange) => Promise<readonly WatchedDay[]>;
  /** Merges old hours into days and removes what is older than `keepMs`; resolves with how many rows went. */
  readonly tidy: (now: EpochMs, keepMs: number) => Promise<number>;
}

/** What the engine tells whoever measures availability. */
export interface AvailabilityIntake {
  /** `host` is the state after these signals. */
  readonly take: (hostId: HostId, signals: readonly Signal[], host: HostState) => void;
  readonly leave: (hostId: HostId) => void;
}
