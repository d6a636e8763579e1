import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "logs-missing",
  title: "Container log missing",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 60_000,
  signatures: [
    {
      id: "log-file-missing",
      units: ["dockerd", "client"],
      pattern:
        /(?:[Ee]rror (?:streaming|grabbing|getting|reading)(?: container)? logs|failed to (?:get|read|open) (?:container )?logs?|Failed to log)[\s\S]{0,120}?(?:open|stat) \S*?([0-9a-f]{64})\S*\.log\S*: no such file or directory/,
      label: "log file missing",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
