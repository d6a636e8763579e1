import type { HostId } from "../ids.ts";

/** What was measured of a service on one host. */
export interface ServiceTotal {
  readonly hostId: HostId;
  readonly service: string;
  readonly measuredMs: number;
  readonly wantedMs: number;
  readonly upMs: number;
}
