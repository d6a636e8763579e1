import { MINUTE_MS } from "../../time.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The file system under the data-root takes no writes: mounted so, or remounted by the kernel after an error. */
export const dataRootReadOnly = startCauseMode({
  id: "data-root-read-only",
  part: "disk",
  title: "Data-root is read-only",
  tell: ({ line, marked: { values } }) => {
    const path = /(\/[^\s:]+): read-only/.exec(line.text)?.[1] ?? values[0] ?? "";
    return {
      summary:
        line.unit === "kernel"
          ? "The kernel made a file system read-only after an error on its disk. Treat it as a disk that fails."
          : `dockerd cannot write to ${path === "" ? "its data-root" : path}: the file system is read-only. It does not start.`,
      ...(path !== "" && { facts: { path } }),
    };
  },
  // The kernel says it once, and it stays so until somebody mounts it anew.
  whileRunning: {
    signatureIds: ["root-remounted"],
    forMs: 15 * MINUTE_MS,
    title: "A file system went read-only",
  },
});
