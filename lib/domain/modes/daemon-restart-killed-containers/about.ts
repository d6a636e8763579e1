import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-restart-killed-containers",
  title: "Daemon restart stopped containers",
  part: "ctrs",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: THROUGH_API,
  // Found once the daemon is back: what stays down is what is left to do, and must not stand beneath a row that is well.
  explainedBy: [],
  explains: [
    "container-restart-loop",
    "container-unhealthy",
    "exit-137-not-oom",
    "container-exit-error",
    "container-crash-signal",
  ],
  knownToMs: 4 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
