import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "disk-inodes-exhausted",
  title: "No inodes left under the data-root",
  part: "disk",
  group: "Storage",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 4 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
