import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The containerd that dockerd starts for itself never comes up: another one holds the database of the same data-root. */
export const dataRootInUse = startCauseMode({
  id: "data-root-in-use",
  part: "containerd",
  title: "Data-root held by another daemon",
  tell: () => ({
    summary:
      "The containerd that dockerd started for itself waits for a database that another process holds: a second daemon on this data-root, or a containerd that a crashed one left behind.",
  }),
  isSaidOfFullDisk: true,
});
