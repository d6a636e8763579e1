import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-name-conflict",
  title: "Container name taken",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    ...DAEMON_AWAY,
    "container-stuck-removing",
    "container-stuck-created",
    "container-start-failed",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "name-taken",
      units: ["dockerd", "client"],
      pattern:
        /container name "\/?([\w.-]+)" is already (?:in use|assigned)|the container name "?\/?([\w.-]+)"? is already (?:in use|reserved)|Conflict\.? The name "?\/?([\w.-]+)"? is already (?:in use|assigned)/i,
      label: "name taken",
      severity: "ticket",
    },
  ],
  proof: {
    how: "Docker writes a refused name into its log only at level debug: the line is the one that both engines answer on a lab host, and the detector was tested with it",
  },
};
