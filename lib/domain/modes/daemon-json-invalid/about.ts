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
    {
      // systemctl cuts lines at the width of the terminal: the file or the beginning of the reason is all that is left.
      id: "config-refused-cut",
      units: ["dockerd"],
      pattern:
        /unable to configure the Docker daemon(?: with(?: file(?: \/[^\s:]*)?)?)?(?::(?: (?:the following[^:\n]*|inv[a-z ]*|json[^\n]{0,20}|unexp[a-z]*))?)? ?(?:\.{3}|…|>)?\s*$/,
      label: "daemon.json refused",
      severity: "page",
      severityWhileRunning: "ticket",
      isEffect: true,
    },
    {
      // Whatever else it finds in the file.
      id: "config-refused",
      units: ["dockerd"],
      pattern: /unable to configure the Docker daemon with file [^\n]+?: \S/,
      label: "refused",
      severity: "page",
      isEffect: true,
      isLeast: true,
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
