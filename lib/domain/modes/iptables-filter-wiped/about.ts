import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "iptables-filter-wiped",
  title: "Docker's filter rules gone",
  part: "ipt",
  group: "Network",
  severity: "page",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "chain-missing-filter",
      units: ["dockerd"],
      pattern:
        /Failed to program FILTER chain|iptables (?:--wait (?:-t filter |-I FORWARD )|(?:-w ?\d* )?-t filter -[AI] DOCKER\b)[^\n]*(?:No chain\/target\/match by that name|does not exist)/,
      label: "filter chain gone",
      severity: "page",
    },
  ],
  proof: "lab",
};
