import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "overlay-orphans",
  title: "Layers nobody names",
  part: "images",
  group: "Storage",
  severity: "notice",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 900_000,
  signatures: [],
  proof: {
    how: "Judged on audits read from both engines in the lab with a directory made behind their back; the audit comes once in 15 minutes, which no fault can wait for.",
  },
};
