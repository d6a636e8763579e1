import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "address-pool-invalid",
  title: "Address pools refused",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "address-pool",
      units: ["dockerd"],
      pattern:
        /invalid base pool "?([^\s":]+)|invalid pools size: (\d+)|could not construct local address space: ([^\n]+)|pool "<nil>"[\s\S]{0,60}Invalid Address Pool/i,
      label: "address pool",
      severity: "page",
    },
  ],
  proof: "lab",
};
