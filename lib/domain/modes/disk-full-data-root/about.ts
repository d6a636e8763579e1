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
      units: ["dockerd", "containerd", "client"],
      pattern: /no space left on device|\bENOSPC\b/i,
      label: "no space",
      severity: "page",
    },
    {
      // Engines before 1.10 told a failed pull for information.
      id: "no-space-told",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /no space left on device|(?:\/docker\/\S*|(?:register|extract) layer[^\n]{0,400}|processing tar file[^\n]{0,400}): disk quota exceeded/i,
      label: "no space",
      severity: "page",
      isQuiet: true,
      isOfPaste: true,
    },
    {
      id: "thin-pool-full",
      units: ["dockerd", "client"],
      pattern:
        /[Tt]hin [Pp]ool has (\d+) free (?:data|metadata) blocks? which is less than|(?:Meta)?[Dd]ata Space Available: 0 ?B\b/,
      label: "pool full",
      severity: "page",
    },
    {
      // The table of df, not of df -i.
      id: "df-full",
      units: ["client"],
      pattern:
        /^(?![^\n]*(?:Inode|IUse|\(I\)))[^\n]*%[^\n]*\n[\s\S]{0,400}?\s(?:100|9[89])% +\/(?:var\S*|\S*docker\S*|)\s*$/m,
      label: "df: full",
      severity: "page",
    },
  ],
  proof: "lab",
};
