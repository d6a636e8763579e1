import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "health-flapping",
  title: "Health flaps",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: [
    ...DAEMON_AWAY,
    "containerd-hung",
    "container-oom-killed",
    "container-restart-loop",
    "cpu-throttled",
    "pids-exhausted",
  ],
  // One ticket while it flaps, not one for each time it is down.
  explains: ["container-unhealthy"],
  knownToMs: 0,
  signatures: [],
  proof: "lab",
};
