import type { ModeAbout } from "../../mode-about.ts";
import { endedWith } from "../shared/exit-lines.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-exit-error",
  title: "Ended with an error",
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
      id: "ended-with-error",
      units: ["dockerd", "client"],
      // Codes of signals are told apart; what was stopped ends with 0, 130, 137 or 143.
      pattern: endedWith("(?!0\\b|130\\b|1(?:29|3[1-9]|4\\d|5\\d)\\b)\\d+"),
      label: "ended with an error",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "ended-with-error-in-pod",
      units: ["client"],
      pattern: /^Exit Code:\s+(?!0\b|137\b|143\b)\d+/,
      label: "ended with an error",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
    {
      id: "dependency-ended",
      units: ["client"],
      pattern: /dependency failed to start: container \S+ exited \(\d+\)/,
      label: "a dependency ended",
      severity: "ticket",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
