import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "docker-sock-permission",
  title: "Docker socket refuses Foghorn",
  part: "sock",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 2 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
