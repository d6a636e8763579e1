import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-start-disk-full",
  title: "No room to start",
  part: "disk",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted"],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "start-no-room",
      units: ["dockerd"],
      pattern:
        /unknown service containerd\.services\.namespaces\.v1\.Namespaces|(?:failed to start (?:daemon|containerd)|Error starting daemon|error initializing graphdriver|failed to load listeners|^(?:mkdir|open|write|chmod))[\s\S]{0,240}?no space left on device/,
      label: "no room to start",
      severity: "page",
    },
  ],
  proof: "lab",
};
