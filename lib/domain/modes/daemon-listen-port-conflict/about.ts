import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-listen-port-conflict",
  title: "API port or socket path taken",
  part: "sock",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "listen-taken",
      units: ["dockerd"],
      pattern:
        /(?:failed to load listeners|Error starting daemon|failed to start metrics server|can't create unix socket)[\s\S]{0,200}?(?:listen (?:tcp|udp|unix)\w* (\S+): bind: address already in use|(\/\S+): is a directory)|^listen (?:tcp|udp|unix)\w* (?!\S*containerd)(\S+): bind: address already in use(?=[\s\S]*(?:is Docker already running|level=fatal))/,
      label: "address taken",
      severity: "page",
    },
  ],
  proof: "lab",
};
