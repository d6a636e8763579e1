import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "iptables-nat-wiped",
  title: "Docker's nat rules gone",
  part: "ipt",
  group: "Network",
  severity: "page",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "chain-missing-nat",
      units: ["dockerd"],
      pattern: /iptables --wait -t nat .*No chain\/target\/match by that name/,
      label: "nat chain gone",
      severity: "page",
    },
  ],
  proof: "lab",
};
