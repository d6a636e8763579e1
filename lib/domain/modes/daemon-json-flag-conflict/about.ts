import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "daemon-json-flag-conflict",
  title: "A key is both flag and file",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: ["daemon-down"],
  knownToMs: 0,
  signatures: [
    {
      id: "config-conflict",
      units: ["dockerd"],
      pattern:
        /(?:the following directives are )?specified both as a flag and in the configuration file:? ?(.*)/,
      label: "set twice",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
    {
      id: "unit-two-starts",
      units: ["systemd"],
      pattern: /docker\.service: Service has more than one ExecStart= setting/,
      label: "two starts",
      severity: "page",
    },
  ],
  proof: "lab",
};
