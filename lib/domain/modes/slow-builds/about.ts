import type { ModeAbout } from "../../mode-about.ts";
import { DAY_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "slow-builds",
  title: "Builds slow",
  part: "cache",
  group: "Images and registries",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "cpu-steal"],
  knownToMs: DAY_MS,
  signatures: [],
  proof: {
    how: "Lists of builds over three weeks as CI writes them, on both sides of each limit: the engine itself does not tell how long a build took",
  },
};
