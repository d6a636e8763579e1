import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "build-cache-bloat",
  title: "Build cache large",
  part: "cache",
  group: "Images and registries",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 900_000,
  signatures: [],
  proof: {
    how: "Judged on answers of the form of /system/df; the lab has no builder, so the sizes are written by hand.",
  },
};
