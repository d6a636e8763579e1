import type { ModeAbout } from "../../mode-about.ts";

/** What Go's JSON reader says; 20.10 reads with a decoder, 23 and later as a whole. */
const JSON_ERRORS =
  "unexpected EOF|unexpected end of JSON input|EOF|invalid character .*|json: cannot unmarshal \\S+ into Go value .*|(?:open|read) \\S+: .*";

export const about: ModeAbout = {
  id: "daemon-json-invalid",
  title: "daemon.json broken",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: ["daemon-down"],
  knownToMs: 0,
  signatures: [
    {
      id: "config-invalid",
      units: ["dockerd"],
      // Plain text at a start, msg="…" after a reload that failed.
      pattern: new RegExp(`unable to configure the Docker daemon with file (\\S+): (${JSON_ERRORS})`),
      label: "daemon.json broken",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
  ],
  proof: "lab",
};
