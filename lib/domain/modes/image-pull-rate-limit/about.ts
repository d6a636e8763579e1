import type { ModeAbout } from "../../mode-about.ts";
import { RATE_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-pull-rate-limit",
  title: "Registry limits pulls",
  part: "registry",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-rate-limit",
      units: ["dockerd", "containerd", "client"],
      pattern: RATE_WORDS,
      label: "pull rate limit",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
