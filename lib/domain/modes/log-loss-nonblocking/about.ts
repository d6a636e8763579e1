import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "log-loss-nonblocking",
  title: "Log lines dropped",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 5_000,
  signatures: [
    {
      id: "log-buffer-full",
      units: ["dockerd"],
      pattern:
        /fluent#(?:append|send)\w*: [Bb]uffer full|[Ff]ailed to put (?:log )?events|log (?:buffer|queue) (?:is )?full|splunk[\s\S]{0,80}?dropp/,
      label: "log lines dropped",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
