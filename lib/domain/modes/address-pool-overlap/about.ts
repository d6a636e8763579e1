import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "address-pool-overlap",
  title: "A network lies over addresses of others",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 15 * SECOND_MS,
  signatures: [
    {
      id: "pool-overlaps",
      units: ["dockerd", "client"],
      pattern:
        /Pool overlaps with other one on this address space|networks have overlapping IPv[46]|requested network overlaps with|overlay subnet \S+ has conflicts in the host|because it conflicts with existing route|(?:subnet|address pool|IPv4 pool) \S* ?overlaps with/,
      label: "subnet taken",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
