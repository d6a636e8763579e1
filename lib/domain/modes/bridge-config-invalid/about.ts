import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "bridge-config-invalid",
  title: "Bridge settings refused",
  part: "bridge",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "bridge-settings",
      units: ["dockerd"],
      pattern:
        /bridge device with non default name (\S+) must be created manually|failed to allocate gateway \(([^)]+)\): Address already in use|You specified -b & --bip, mutually exclusive|You specified --iptables=false with --icc=false|invalid MTU number: (-?\d+)|(?:[Ee]rror initializing network controller): invalid CIDR address: (\S+)/,
      label: "bridge settings",
      severity: "page",
    },
    {
      id: "bridge-default-failed",
      units: ["dockerd"],
      pattern: /[Ee]rror (?:creating|initializing) default "bridge" network: ([^\n]+)/,
      label: "no default bridge",
      severity: "page",
      isEffect: true,
    },
  ],
  proof: "lab",
};
