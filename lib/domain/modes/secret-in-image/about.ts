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
    how: "a table of names of variables with near-misses, in inspects as the gate projects them; not tried on a lab host, since nothing has to break for it",
  },
};
