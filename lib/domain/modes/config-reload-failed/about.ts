import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "config-reload-failed",
  title: "Reload of the configuration failed",
  part: "config",
  group: "Daemon does not start",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    "daemon-json-invalid",
    "daemon-json-flag-conflict",
    "daemon-json-unknown-key",
    "daemon-json-wrong-type",
  ],
  knownToMs: 0,
  signatures: [
    {
      id: "reload-failed",
      units: ["dockerd"],
      pattern:
        /Error reconfiguring the daemon: ([^\n]+)|(?:file configuration validation failed|level=error[^\n]*\n[\s\S]{0,40}configuration validation from file failed)([^\n]*)/,
      label: "reload failed",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
