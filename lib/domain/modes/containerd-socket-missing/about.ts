import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "containerd-socket-missing",
  title: "containerd cannot be reached at start",
  part: "containerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "containerd-dial",
      units: ["dockerd"],
      pattern:
        /(?:failed to start daemon|Error starting daemon|[Ff]ailed to connect to containerd|error creating containerd client)[\s\S]{0,160}?failed to dial "([^"]+)"(?![\s\S]{0,200}unknown service)[\s\S]{0,200}?(?:context deadline exceeded|connection refused|no such file or directory|timeout|permission denied)/,
      label: "no containerd",
      severity: "page",
    },
    {
      id: "containerd-client-late",
      units: ["dockerd"],
      pattern:
        /rror creating containerd client: (?!failed to dial)[^\n]*(?:deadline exceeded|timeout|refused|no such file)/,
      label: "containerd silent",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
