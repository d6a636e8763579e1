import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-privileged",
  title: "Broad rights",
  part: "ctrs",
  group: "Security",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 4_000,
  signatures: [],
  proof: "lab",
};
