import type { ModeAbout } from "../../mode-about.ts";
import { NOT_FOUND_WORDS } from "../shared/registry/words.ts";

export const about: ModeAbout = {
  id: "image-pull-not-found",
  title: "Image not in the registry",
  part: "registry",
  group: "Images and registries",
  // A page when something waits for the image, or what is labelled production is made of it.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "pull-not-found",
      units: ["dockerd", "containerd", "client"],
      pattern: NOT_FOUND_WORDS,
      label: "image not found",
      severity: "ticket",
      isEffect: true,
    },
    {
      id: "pull-not-solved",
      units: ["dockerd", "client"],
      pattern: /failed to solve: [\w./:@-]+: not found\b/,
      label: "no such image",
      severity: "ticket",
      isEffect: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
