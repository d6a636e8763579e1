import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "logs-unsupported-driver",
  title: "Logs cannot be read back",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "logs-not-readable",
      units: ["dockerd", "client"],
      pattern:
        /(?:containers\/([0-9a-f]{12,64}|[\w.-]+)\/logs[\s\S]{0,80}?)?(?:configured (?:logging|log) (?:driver|reader) does not support reading|does not support reading logs|"?logs"? command is (?:supported only|only supported) for)/,
      label: "logs cannot be read",
      severity: "ticket",
    },
    {
      id: "logs-nowhere",
      units: ["dockerd", "client"],
      pattern: /no logs are available with the 'none' log driver/,
      label: "not readable",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
