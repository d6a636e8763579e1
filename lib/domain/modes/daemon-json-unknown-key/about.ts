import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-json-unknown-key",
  title: "daemon.json has an unknown key",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "config-unknown-key",
      units: ["dockerd"],
      pattern: /the following directives don't match any configuration option: ([^\n]+)/,
      label: "unknown key",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
    {
      id: "flag-unknown",
      units: ["dockerd"],
      pattern:
        /^(?:Status: )?(?:unknown (?:shorthand )?flag: [^\n]+|flag provided but not defined: (?!--?(?:shim|metrics-interval|start-timeout|state-dir|retain-count)\b)\S+|"?dockerd"? accepts no arguments?[^\n]*)(?=[\s\S]{0,80}dockerd --help|[\s.]*$)/,
      label: "unknown flag",
      severity: "page",
      // Every program in Go says so of its own flags.
      isAnybodys: true,
    },
    {
      id: "flag-unknown-to-dockerd",
      units: ["dockerd", "client"],
      pattern:
        /\bdockerd\b[^\n]{0,300}?\b(?:unknown (?:shorthand )?flag: |flag provided but not defined: )\S+|\b(?:unknown (?:shorthand )?flag: |flag provided but not defined: )\S+[\s\S]{0,40}?\bdockerd --help/,
      label: "unknown flag",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
