import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "json-log-corrupt",
  title: "Container log unreadable",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["disk-full-data-root", "disk-inodes-exhausted", "storage-io-error"],
  knownToMs: 0,
  signatures: [
    {
      id: "log-torn",
      units: ["dockerd", "client"],
      pattern:
        /(?:[Ee]rror (?:streaming|grabbing|getting|reading)(?: container)? logs|got error while decoding json|[Ee]rror (?:decoding|unmarshall?ing) log (?:entry|message)|could not decode (?:log )?entry|failed to (?:decode|parse) log)[\s\S]{0,400}?(?:invalid character|\bEOF\b|unexpected end of JSON|illegal tag|exceeding the max size|cannot unmarshal|too large|proto: |could not decode|read \d+, expected)|error unmarshall?ing log entry|log message is too large \(\d+ > \d+\)/,
      label: "log unreadable",
      severity: "ticket",
    },
    {
      // The journald driver reads what it wrote with the library of systemd, and says so itself when that gives up.
      id: "log-journal-unreadable",
      units: ["dockerd", "client"],
      pattern:
        /\b[Ee]rror (?:opening|processing|draining|seeking|reading|iterating|polling|moving|waiting|adding|setting)\b[^\n]{0,40}\bjournal\b/,
      label: "journal unreadable",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
