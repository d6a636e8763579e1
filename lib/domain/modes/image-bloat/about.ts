import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "image-bloat",
  title: "Images nobody uses",
  part: "images",
  group: "Images and registries",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 900_000,
  signatures: [],
  proof: {
    how: "Judged on what /system/df of both engines answered in the lab, with sizes no lab disk has room for.",
  },
};
