import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "image-untagged-in-use",
  title: "Image without a name",
  part: "images",
  group: "Images and registries",
  severity: "notice",
  hiddenBy: THROUGH_API,
  explainedBy: [],
  knownToMs: 4_000,
  signatures: [],
  proof: "lab",
};
