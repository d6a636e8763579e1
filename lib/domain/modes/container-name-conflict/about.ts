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
        /container name "\/?([\w.-]+)" is already (?:in use|assigned)|the container name "?\/?([\w.-]+)"? is already (?:in use|reserved)|Conflict[.,:]? The name "?\/?([\w.-]+)"? is already (?:in use|assigned)/i,
      label: "name taken",
      severity: "ticket",
    },
  ],
  proof: {
    how: "neither engine of the lab wrote a refused name into its log: the detector was tested with the sentence that both answered there, in the form in which older engines log it",
  },
};
