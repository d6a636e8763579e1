import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "data-root-in-use",
  title: "Data-root held by another daemon",
  part: "containerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "containerd-start-timeout",
      units: ["dockerd"],
      pattern: /failed to start containerd: timeout waiting for containerd to start/,
      label: "containerd waits",
      severity: "page",
    },
  ],
  proof: "lab",
};
