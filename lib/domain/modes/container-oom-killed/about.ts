import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-oom-killed",
  title: "Killed for memory",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: DAEMON_AWAY,
  knownToMs: 0,
  signatures: [
    {
      id: "memory-cgroup-kill",
      units: ["kernel"],
      pattern: /oom-kill:constraint=CONSTRAINT_MEMCG.*\b([0-9a-f]{64})\b/,
      label: "OOM kill",
      severity: "ticket",
    },
    {
      // What older kernels say, and what names no container; the container itself is told by its event.
      id: "memory-cgroup-kill-words",
      units: ["kernel"],
      pattern:
        /Memory cgroup out of memory: Kill(?:ed)? process|Task in \S+ killed as a result of limit of|oom-kill:constraint=CONSTRAINT_MEMCG/,
      label: "OOM kill",
      severity: "ticket",
      isEffect: true,
    },
  ],
  proof: "lab",
};
