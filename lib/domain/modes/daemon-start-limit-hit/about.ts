import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-start-limit-hit",
  title: "systemd gave up on docker.service",
  part: "unit",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["daemon-down", "daemon-start-failed"],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "start-limit",
      units: ["systemd"],
      pattern:
        /docker\.(?:service|socket):? (?:[Ss]tart request repeated too quickly|Failed with result '(?:service-)?start-limit-hit')|start request repeated too quickly for docker\.service/,
      label: "start limit",
      severity: "page",
      isEffect: true,
    },
  ],
  proof: "lab",
};
