import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";

/** The hierarchy of cgroups is not the one the engine was made for. */
export const cgroupVersionMismatch: Mode = logMode({
  id: "cgroup-version-mismatch",
  signatures: ["cgroup-hierarchy"],
  severity: "ticket",
  part: "kernel",
  subjectOf: () => "",
  words: () => ({
    title: "cgroups do not fit",
    summary:
      "The engine cannot use the host's cgroups: a controller or the hierarchy it expects is not there, or is of the other version. Typical after an upgrade of the system that went from cgroup v1 to v2.",
    blast: {
      affected: ["Starts of containers, limits and statistics"],
      parts: [],
      notAffected: ["What runs already runs on"],
    },
  }),
});
