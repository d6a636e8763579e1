import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-unhealthy",
  title: "Health check failing",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: [...DAEMON_AWAY, "containerd-hung"],
  knownToMs: 0,
  signatures: [
    {
      id: "client-sees-unhealthy",
      units: ["client"],
      // inspect's JSON, the list, compose waiting for a dependency.
      pattern:
        /"Status":\s*"unhealthy"|\(unhealthy\)|(?:container|dependency)[^\n]{0,120} is unhealthy\b|health_status: unhealthy|Health check exceeded timeout \(/i,
      label: "unhealthy",
      severity: "ticket",
      isQuiet: true,
    },
    {
      id: "task-unhealthy",
      units: ["dockerd", "client"],
      pattern: /(?:dockerexec|task): unhealthy container/,
      label: "unhealthy",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
