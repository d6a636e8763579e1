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
        /docker\.(?:service|socket):? (?:[Ss]tart request repeated\b|Failed with result '(?:service-)?start-limit(?:-hit)?')|start request repeated too quickly for \S*docker\S*\.service|Active: failed \(Result: (?:service-)?start-limit(?:-hit)?\)/,
      label: "start limit",
      severity: "page",
      isEffect: true,
    },
    {
      // What systemctl answers to whoever asked for the start.
      id: "start-limit-answer",
      units: ["client", "systemd"],
      pattern: /Job for docker\.service failed because start of the service was attempted too often/,
      label: "start limit",
      severity: "page",
      isEffect: true,
    },
  ],
  proof: "lab",
};
