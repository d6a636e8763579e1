import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "veth-leak",
  title: "Interfaces of containers that are gone",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 10 * SECOND_MS,
  signatures: [
    {
      id: "bridge-full",
      units: ["dockerd", "client"],
      pattern: /to bridge \S+ failed: exchange full/,
      label: "bridge full",
      severity: "page",
    },
  ],
  proof: "lab",
};
