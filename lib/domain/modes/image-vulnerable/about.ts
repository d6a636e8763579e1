import type { ModeAbout } from "../../mode-about.ts";
import { DAY_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "image-vulnerable",
  title: "Image with known holes",
  part: "images",
  group: "Images and registries",
  severity: "notice",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: DAY_MS,
  signatures: [],
  proof: {
    how: "Reports in the forms that Trivy and Grype write, cut down to two images, joined with lists of containers: Docker itself knows nothing of it",
  },
};
