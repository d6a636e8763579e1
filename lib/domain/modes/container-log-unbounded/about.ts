import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "container-log-unbounded",
  title: "Container log grows without limit",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted"],
  knownToMs: 60_000,
  signatures: [],
  proof: "lab",
};
