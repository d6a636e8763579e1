import type { ModeAbout } from "../../mode-about.ts";
import { MINUTE_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-stuck-created",
  title: "Made, never started",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "containerd-hung"],
  knownToMs: MINUTE_MS,
  signatures: [],
  proof: "lab",
};
