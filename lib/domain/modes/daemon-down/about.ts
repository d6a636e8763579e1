import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-down",
  title: "dockerd down",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: ["docker-sock-permission"],
  explainedBy: [],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "engine-stop-asked",
      units: ["systemd"],
      pattern: /^Stopping (?:docker\.service|Docker Application Container Engine)/,
      label: "stop asked",
    },
    {
      id: "engine-unit-died",
      units: ["systemd"],
      pattern:
        /^docker\.service: (?:Main process exited, code=(\w+), status=(?!0\/SUCCESS)(\S+)|Failed with result '([^']+)')/,
      label: "dockerd ended",
      severity: "page",
      isEffect: true,
      isLeast: true,
    },
    {
      id: "engine-restart-scheduled",
      units: ["systemd"],
      pattern: /^docker\.service: Scheduled restart job, restart counter is at (\d+)/,
      label: "restart",
    },
    {
      id: "engine-signalled",
      units: ["dockerd"],
      pattern: /Processing signal '(\w+)'/,
      label: "signal",
    },
    {
      id: "engine-shut-down",
      units: ["dockerd"],
      pattern: /Daemon shutdown complete/,
      label: "shut down",
    },
    {
      id: "engine-killed-by-kernel",
      units: ["kernel"],
      pattern: /Out of memory: Killed process \d+ \(dockerd\)/,
      label: "dockerd killed",
      severity: "page",
    },
  ],
  proof: "lab",
};
