import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "forward-policy-drop",
  title: "FORWARD drops container traffic",
  part: "ipt",
  group: "Network",
  severity: "page",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "iptables-filter-wiped"],
  knownToMs: 4 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
