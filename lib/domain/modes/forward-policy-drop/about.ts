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
  // What leaves the host is not looked at one by one while its network is broken.
  explains: ["image-pull-dns", "registry-unreachable"],
  knownToMs: 4 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
