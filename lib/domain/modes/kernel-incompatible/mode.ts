import type { Mode } from "../../mode.ts";
import { logMode } from "../shared/log-mode.ts";

/** A module or a feature of the kernel is missing. */
export const kernelIncompatible: Mode = logMode({
  id: "kernel-incompatible",
  signatures: ["kernel-lacks"],
  severity: "ticket",
  part: "kernel",
  subjectOf: () => "",
  words: () => ({
    title: "Kernel lacks what Docker needs",
    summary:
      "A kernel module or feature the engine asked for is not there. Typical after a kernel upgrade without a reboot, when the modules of the running kernel are gone from the disk.",
    blast: {
      affected: ["Starts of the daemon, of containers or networks that need it"],
      parts: [],
      notAffected: ["What runs already runs on"],
    },
  }),
});
