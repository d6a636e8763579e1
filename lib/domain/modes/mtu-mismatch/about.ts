import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "mtu-mismatch",
  title: "MTU of containers above the uplink's",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 10 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
