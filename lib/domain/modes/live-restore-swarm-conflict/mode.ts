import { startCauseMode } from "../shared/start-cause-mode.ts";

/** live-restore is on and this host is part of a swarm: dockerd refuses both together. */
export const liveRestoreSwarmConflict = startCauseMode({
  id: "live-restore-swarm-conflict",
  part: "config",
  title: "live-restore excludes swarm",
  tell: () => ({
    summary: "live-restore is on, and this host belongs to a swarm. dockerd does not start with both.",
  }),
});
