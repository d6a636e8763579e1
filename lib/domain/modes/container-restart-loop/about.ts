import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-restart-loop",
  title: "Crash loop",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: DAEMON_AWAY,
  knownToMs: 0,
  signatures: [
    {
      id: "container-is-restarting",
      units: ["dockerd", "client"],
      pattern:
        /Container \S+ is restarting, wait until the container is running|\bRestarting \(-?\d+\) (?:\d+|an?|about|less) [\w ]{0,20}ago|\S\s{2,}Restarting\s*$|"Status":\s*"restarting"|"Restarting":\s*true\b/i,
      label: "restarting",
      severity: "ticket",
    },
    {
      id: "restart-backed-off",
      units: ["client"],
      pattern:
        /Back-off restarting failed container|\bCrashLoopBackOff\b|\b(?:Status|State|state)=restarting\b|\bRestarting=true\b/,
      label: "keeps restarting",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
