import type { ModeId, Symptom } from "../../symptom.ts";

/** The daemon is gone or silent: it explains everything that is only known through it. */
export const DAEMON_AWAY: readonly ModeId[] = ["daemon-down", "daemon-hung"];

/** Nobody can be asked through the API. */
export const THROUGH_API: readonly ModeId[] = [...DAEMON_AWAY, "docker-sock-permission"];

/** Variant of what keeps a daemon from starting, found because dockerd says so: it explains the daemon that is down, whenever it began. */
export const STOPS_THE_START = "stops-the-start";
/** Variant of the same while the daemon runs, or is down for another reason: it explains nothing yet. */
export const ON_DISK = "on-disk";

/** What a start that fails for a known reason brings along; none of it is ever the cause. */
export const START_EFFECTS: readonly ModeId[] = [
  "daemon-down",
  "daemon-start-failed",
  "daemon-start-limit-hit",
  "daemon-start-timeout",
];

/** What failed for want of something proves that it was wanting by then, whenever that was first read. */
const PROVES: Partial<Record<ModeId, readonly ModeId[]>> = {
  "daemon-start-disk-full": ["disk-full-data-root", "disk-inodes-exhausted"],
};

/** The effect could not have been without this cause: the cause began no later. */
export const provesCause = (
  effect: Pick<Symptom, "mode" | "facts">,
  cause: Pick<Symptom, "mode" | "facts">,
): boolean =>
  PROVES[effect.mode]?.includes(cause.mode) === true &&
  effect.facts.dataRoot !== undefined &&
  effect.facts.dataRoot === cause.facts.dataRoot;
