import type { HostId, UserId } from "./ids.ts";
import type { ModeId, Symptom } from "./symptom.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "./time.ts";

/** What a mute is about: what is not named may be anything; at least one is. */
export interface MuteScope {
  readonly hostId?: HostId;
  readonly mode?: ModeId;
  /** As the symptom has it: a container, an image. */
  readonly subject?: string;
}

interface MutedBy {
  readonly userId: UserId;
  readonly name: string;
}

/** Somebody knows of it: until its end it is drawn, and calls nobody. */
export interface Mute extends MuteScope {
  readonly id: string;
  readonly reason: string;
  readonly by: MutedBy;
  readonly createdAt: EpochMs;
  readonly endsAt: EpochMs;
  /** Ended by hand before its end. */
  readonly endedAt?: EpochMs;
  readonly endedBy?: MutedBy;
}

/** Every mute has an end: what is muted for ever is switched off, and nobody remembers by whom. */
export const MUTE_LONGEST_MS = 7 * DAY_MS;
export const MUTE_SHORTEST_MS = MINUTE_MS;
/** A planned restart or an upgrade. */
export const MUTE_DEFAULT_MS = 30 * MINUTE_MS;
/** What is offered; the longest alone would be taken each time. */
export const MUTE_LENGTHS_MS: readonly number[] = [
  MUTE_DEFAULT_MS,
  2 * HOUR_MS,
  8 * HOUR_MS,
  DAY_MS,
  MUTE_LONGEST_MS,
];

export const isMuteOn = ({ endsAt, endedAt }: Mute, now: EpochMs): boolean =>
  endedAt === undefined && now < endsAt;

export const covers = (
  scope: MuteScope,
  { hostId, mode, subject }: Pick<Symptom, "hostId" | "mode" | "subject">,
): boolean =>
  (scope.hostId === undefined || scope.hostId === hostId) &&
  (scope.mode === undefined || scope.mode === mode) &&
  (scope.subject === undefined || scope.subject === subject);

/** The mute that holds a symptom now; of several the one that ends last, because until then it calls nobody. */
export function muteOf(
  symptom: Pick<Symptom, "hostId" | "mode" | "subject">,
  mutes: readonly Mute[],
  now: EpochMs,
): Mute | undefined {
  const on = mutes.filter((mute) => isMuteOn(mute, now) && covers(mute, symptom));
  return on.toSorted((a, b) => b.endsAt - a.endsAt)[0];
}

/** When the next of them ends by itself. */
export function nextEnd(mutes: readonly Mute[], now: EpochMs): EpochMs | undefined {
  const ends = mutes.filter((mute) => isMuteOn(mute, now)).map(({ endsAt }) => endsAt);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** "fra1-app-07, daemon-down" for the audit log and lists: machine words in the order of the scope. */
export const scopeText = ({ hostId, mode, subject }: MuteScope): string =>
  [hostId ?? "every host", mode, subject === "" ? undefined : subject]
    .filter((one) => one !== undefined)
    .join(", ");
