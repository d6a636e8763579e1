import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-pidfile-conflict",
  title: "pid file names a living process",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "pidfile",
      units: ["dockerd"],
      pattern:
        /ensure docker is not running or delete (\/\S+?)(?::\s*process with PID (\d+) is still running|[\s"]|$)|(?:pid file found|failed to start daemon), ensure d(?!ocker is not running or delete \/)/,
      label: "pid file",
      severity: "page",
    },
  ],
  proof: "lab",
};
