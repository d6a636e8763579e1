import type { ModeId } from "../../symptom.ts";

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
