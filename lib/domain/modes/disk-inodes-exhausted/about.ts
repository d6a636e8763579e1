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
  signatures: [
    {
      id: "df-inodes-full",
      units: ["client"],
      pattern:
        /(?:IUse%|\bInode[^\n]*%|\(I\)[^\n]*%)[\s\S]{0,400}?\s(?:100|9[89])% +\/(?:var\S*|\S*docker\S*|)\s*$/m,
      label: "df -i: full",
      severity: "page",
    },
    {
      id: "no-inodes",
      units: ["dockerd", "containerd", "client", "kernel"],
      pattern: /\bno (?:more )?(?:free )?inodes\b|\bout of inodes\b|cannot allocate inode/i,
      label: "no inodes",
      severity: "page",
    },
  ],
  proof: "lab",
};
