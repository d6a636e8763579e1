import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "disk-full-data-root",
  title: "Disk full under the data-root",
  part: "disk",
  group: "Storage",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "no-space",
      units: ["dockerd", "containerd"],
      pattern: /no space left on device/,
      label: "no space",
      severity: "page",
    },
  ],
  proof: "lab",
};
