import type { HostId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

/** What was measured of a service on one host. */
export interface ServiceTotal {
  readonly hostId: HostId;
  readonly service: string;
  readonly measuredMs: number;
  readonly wantedMs: number;
  readonly upMs: number;
}

/** The same over a period. */
export interface PeriodTotal extends ServiceTotal {
  /** The hours, or days where hours were merged, in which it was wanted: where the first begins and the last ends. */
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
}
