import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "volume-bloat",
  title: "Volumes nobody uses",
  part: "volumes",
  group: "Storage",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 900_000,
  signatures: [],
  proof: {
    how: "Judged on what /system/df of both engines answered in the lab about a volume without a container, with larger sizes.",
  },
};
