import type { ModeAbout } from "../../mode-about.ts";
import { endedWith } from "../shared/exit-lines.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "exit-137-not-oom",
  title: "Killed, not for memory",
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
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "ended-by-kill",
      units: ["dockerd", "client"],
      pattern: endedWith("137"),
      label: "killed",
      severity: "ticket",
      isEffect: true,
      // Whoever was still there at the end of the time to stop is killed.
      isNormalBeside: /Gracefully stopping|\bStopping \S+ +\.\.\.|\bContainer \S+ +Stopp(?:ing|ed)\b/i,
    },
  ],
  proof: "lab",
};
