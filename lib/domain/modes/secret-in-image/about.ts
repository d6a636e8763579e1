import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "secret-in-image",
  title: "Secret in the environment",
  part: "images",
  group: "Security",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 4_000,
  signatures: [],
  proof: {
    how: "names of variables from inspects captured on both engines of the lab, with near-misses; nothing has to break for it",
  },
};
