import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-state-locked",
  title: "State database locked",
  part: "dockerd",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "state-locked",
      units: ["dockerd"],
      pattern:
        /(?:error while opening volume store metadata database|local-kv\.db|metadata\.db|error creating buildkit instance|(?:failed to start daemon|Error starting daemon): [^\n]{0,120}(?:database|bolt\w*|\.db))[^\n]{0,120}?(?:\btimeout\b|resource temporarily unavailable|file (?:already )?locked)/i,
      label: "database locked",
      severity: "page",
    },
    {
      id: "state-locked-unnamed",
      units: ["dockerd"],
      pattern:
        /(?:unable to open (?:the )?(?:database|metadata)|could not open (?:the )?database|failed to (?:get|open|create|initialize)[^\n]{0,80}(?:\.db|database|bolt\w*)|boltdb)[^\n]{0,120}?(?:\btimeout\b|resource temporarily unavailable|file (?:already )?locked)/i,
      label: "database locked",
      severity: "page",
      // Whatever keeps its state in bolt says so.
      isAnybodys: true,
    },
  ],
  proof: {
    how: "the words of moby's and bbolt's source over their versions, and near-misses, in the table of start causes; the lab's engines of one data-root stop at data-root-in-use before",
  },
};
