import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "missing-limits",
  title: "No limits",
  part: "ctrs",
  group: "Containers",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 4_000,
  signatures: [],
  proof: "lab",
};
