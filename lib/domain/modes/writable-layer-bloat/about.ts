import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "writable-layer-bloat",
  title: "Container writes into its layer",
  part: "ctrs",
  group: "Storage",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 900_000,
  signatures: [],
  proof: {
    how: "Judged on what /system/df of both engines answered in the lab about a container that wrote into its layer, with larger sizes.",
  },
};
