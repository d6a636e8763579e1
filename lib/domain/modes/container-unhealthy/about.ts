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
  signatures: [],
  proof: "lab",
};
