import type { PartId, PartState } from "../anatomy.ts";
import type { FactName } from "../facts.ts";
import type { HostState } from "../host-state.ts";
import type { EpochMs } from "../time.ts";
import { factSight, type NotVisible } from "./visibility.ts";

/** One part of the picture with its decisive reading. */
export interface PartReading {
  readonly id: PartId;
  readonly state: PartState;
  /** At most 6 characters (4 in ipt and dns). */
  readonly short: string;
  /** The decisive reading, e.g. "list: no answer 15m 16s". */
  readonly reading: string;
  readonly usual?: string;
  /** Up to 3 lines under the reading. */
  readonly lines: readonly string[];
  readonly readAt?: EpochMs;
  /** What is lit here began then; a number shared by equal times. */
  readonly chain?: number;
  readonly notVisible?: NotVisible;
}

/** A reading before symptoms and chain are laid over it. */
export type OwnReading = Omit<PartReading, "id" | "chain">;

export const UNKNOWN_SHORT = "?";

/** A part of which nothing is known, in words. */
export const outOfSight = (reason: string, change: string): OwnReading => ({
  state: "stale",
  short: UNKNOWN_SHORT,
  reading: "not visible",
  lines: [],
  notVisible: { reason, change },
});

export const offPart = (reading: string, lines: readonly string[] = []): OwnReading => ({
  state: "off",
  short: "off",
  reading,
  lines,
});

/** A reading out of a fact: as it is while live, hatched with its age once old, and the reason where there is none. */
export function fromFact(
  host: HostState,
  name: FactName,
  now: EpochMs,
  read: () => OwnReading | undefined,
): OwnReading {
  const sight = factSight(host, name, now);
  if (sight.kind === "not-visible") return outOfSight(sight.why.reason, sight.why.change);
  const reading = read();
  if (reading === undefined)
    return outOfSight("not in what the host reports", "Nothing: this host does not have it.");
  if (sight.kind === "live") return { ...reading, readAt: sight.at };
  return { ...asLastKnown(reading), readAt: sight.at, notVisible: sight.why };
}

/** What was read once and is not known now; a part that is not on this host stays away. */
export const asLastKnown = (reading: OwnReading): OwnReading =>
  reading.state === "off" ? reading : { ...reading, state: "stale" };
