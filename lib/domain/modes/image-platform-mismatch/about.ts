import type { ModeAbout } from "../../mode-about.ts";
import { PLATFORM_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-platform-mismatch",
  title: "Image is for another platform",
  part: "images",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-platform",
      units: ["dockerd", "containerd", "client"],
      pattern: PLATFORM_WORDS,
      label: "image for another platform",
      severity: "ticket",
    },
  ],
  proof: {
    how: "Unit tests on the sentences of the daemon, by its sources of 20.10 to 29; the lab's registry has images for one processor only.",
  },
};
