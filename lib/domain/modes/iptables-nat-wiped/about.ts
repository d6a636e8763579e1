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
      // Itself, or through firewalld, which runs iptables with a wait of its own. firewalld also says it of rules that it
      // takes away and that were never there; a rule that is to be added needs its chain.
      pattern:
        /iptables (?:--wait -t nat |(?:-w ?\d* )?-t nat -[AI] DOCKER\b)[^\n]*(?:No chain\/target\/match by that name|Chain '?[\w-]+'? does not exist)/,
      label: "nat chain gone",
      severity: "page",
    },
  ],
  proof: "lab",
};
