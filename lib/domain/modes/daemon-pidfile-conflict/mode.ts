import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The pid file names a process that lives: another dockerd, or one that has its number by chance. */
export const daemonPidfileConflict = startCauseMode({
  id: "daemon-pidfile-conflict",
  part: "dockerd",
  title: "pid file names a living process",
  tell: ({
    marked: {
      values: [path = "", pid = ""],
    },
  }) => ({
    summary: `${path === "" ? "The pid file" : path} names ${pid === "" ? "a process" : `process ${pid}`} that lives. It may be another dockerd, or any process that got the number: look before you delete the file.`,
    facts: { path, ...(pid !== "" && { pid }) },
  }),
});
