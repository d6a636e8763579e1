import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "address-pool-exhausted",
  title: "No subnet left for new networks",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 15 * SECOND_MS,
  signatures: [
    {
      id: "pools-exhausted",
      units: ["dockerd", "client"],
      // To 26; from 27 on; within one network.
      pattern:
        /could not find an available,? non-overlapping IPv[46] address pool|all predefined address pools have been fully subnetted|could not find an available predefined network|no available (?:IPv[46] )?addresses? on this network's address pools|could not find an available IP\b|ip addresses may be exhausted|no available (?:network|subnet|address pool)\b/,
      label: "no subnet left",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
