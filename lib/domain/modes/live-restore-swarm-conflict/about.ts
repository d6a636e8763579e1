import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "live-restore-swarm-conflict",
  title: "live-restore excludes swarm",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "live-restore-swarm",
      units: ["dockerd"],
      pattern: /live-restore daemon configuration is incompatible with swarm mode/,
      label: "live-restore in swarm",
      severity: "page",
      // Somebody tried to join a swarm: nothing is broken.
      severityWhileRunning: "notice",
    },
  ],
  proof: "lab",
};
