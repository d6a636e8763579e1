import type { ModeAbout } from "../../mode-about.ts";
import { endedWith } from "../shared/exit-lines.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-crash-signal",
  title: "Ended by a signal",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: [
    ...DAEMON_AWAY,
    "containerd-hung",
    "container-oom-killed",
    "container-restart-loop",
    "pids-exhausted",
    "disk-full-data-root",
    "disk-inodes-exhausted",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "ended-by-signal",
      units: ["dockerd", "client"],
      pattern: endedWith("13[1-6]|139|14[12]|15[239]"),
      label: "ended by a signal",
      severity: "ticket",
      isEffect: true,
    },
    {
      // Any program of the host says this; beside a death of the same second it is evidence.
      id: "kernel-trap",
      units: ["kernel"],
      pattern: /\bsegfault at [0-9a-f]+ ip|\btraps: \S+\[\d+\] (?:trap|general protection)/,
      label: "program crashed",
    },
  ],
  proof: "lab",
};
