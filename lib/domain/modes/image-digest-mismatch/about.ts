import type { ModeAbout } from "../../mode-about.ts";
import { DIGEST_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-digest-mismatch",
  title: "Image content does not match its digest",
  part: "registry",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-digest",
      units: ["dockerd", "containerd", "client"],
      pattern: DIGEST_WORDS,
      label: "digest mismatch",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
