import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-tls-files-missing",
  title: "TLS files cannot be read",
  part: "tls",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "tls-files",
      units: ["dockerd"],
      pattern:
        /(?:[Cc]ould(?: not|n't) load|error reading) X509 key pair(?: - make sure the key is not encrypted)?(?: \(cert: "([^"]*)", key: "([^"]*)"\))?|[Cc]ould not read CA certificate "?([^":]*)|(?:invalid TLS configuration|failed to create API server): (?![^\n]*X509 key pair)(?![^\n]*CA certificate)([^\n]*(?:tls|TLS|certificate|key|pem|PEM)[^\n]*)/,
      label: "TLS files",
      severity: "page",
    },
    {
      id: "tls-files-of-client",
      units: ["client"],
      pattern:
        /unable to resolve docker endpoint: open \S+\.pem|\bTLSParameterError\b|\bopen \S*\b(?:ca|cert|key)\.pem: (?:no such file|permission denied)/,
      label: "no TLS files",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
