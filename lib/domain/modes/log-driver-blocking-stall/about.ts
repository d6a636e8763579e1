import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "log-driver-blocking-stall",
  title: "Log sink holds containers up",
  part: "log",
  group: "Logging",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: ["container-lock-hung", "container-unhealthy"],
  knownToMs: 5_000,
  signatures: [],
  proof: "lab",
};
