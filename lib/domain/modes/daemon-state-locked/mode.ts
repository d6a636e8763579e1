import { startCauseMode } from "../shared/start-cause-mode.ts";

/** A database in the state directory is locked: another dockerd has it open. */
export const daemonStateLocked = startCauseMode({
  id: "daemon-state-locked",
  part: "dockerd",
  title: "State database locked",
  tell: () => ({
    summary:
      "A database of dockerd's own is locked by another process: mostly a second dockerd, or the old one that has not ended. It does not start.",
  }),
  isSaidOfFullDisk: true,
});
