import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-hung",
  title: "dockerd hung",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: ["daemon-down", "docker-sock-permission"],
  explainedBy: ["daemon-down"],
  knownToMs: 2 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
