import type { ModeAbout } from "../../mode-about.ts";
import { MINUTE_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-cpu-high",
  title: "Engine busy",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: [],
  // Each of these keeps it busy by itself.
  explainedBy: [
    "daemon-log-flood",
    "container-restart-loop",
    "container-log-unbounded",
    "daemon-fd-goroutine-leak",
  ],
  explains: ["daemon-slow"],
  knownToMs: MINUTE_MS,
  signatures: [],
  proof: "lab",
};
