import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "daemon-start-failed",
  title: "dockerd does not start, cause not found yet",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: ["daemon-down"],
  knownToMs: 0,
  signatures: [
    {
      id: "engine-start-failed",
      units: ["dockerd"],
      pattern: /^(?:failed to start daemon: |Error starting daemon: )|level=fatal /,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "engine-start-refused",
      units: ["systemd"],
      pattern: /Failed to start (?:docker\.service|Docker Application Container Engine)/,
      label: "start failed",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
  ],
  proof: "lab",
};
