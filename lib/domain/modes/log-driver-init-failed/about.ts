import type { ModeAbout } from "../../mode-about.ts";
import { THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "log-driver-init-failed",
  title: "Log driver cannot start",
  part: "log",
  group: "Logging",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: ["daemon-log-config-invalid", "disk-full-data-root"],
  knownToMs: 5_000,
  signatures: [
    {
      id: "log-driver-not-started",
      units: ["dockerd", "client"],
      pattern:
        /(?:failed to (?:initialize|create) (?:the )?logging driver|Failed to initialize logging driver|error (?:creating|initializing) logger)[^\n:]{0,80}:? ?([^\n]*)/,
      label: "log driver not started",
      severity: "ticket",
    },
    {
      id: "log-line-not-sent",
      units: ["dockerd"],
      pattern:
        /(?:Failed to log (?:msg|message)[\s\S]{0,40}? for logger (\S+?):|Error writing log message\b)(?![\s\S]{0,400}?(?:no space left|file already closed|closed fifo))|\b(?:gelf|fluent(?:d|#\w+)?|splunk|syslog|awslogs|gcplogs|logentries)\b ?(?:driver|logger)?:[^\n]{0,160}?(?:cannot|can't|unable to|failed to|refused|time(?:d )?out|unreachable|needs to be|should be|must be|is (?:required|expected))|(?:unknown|must specify a value for) log opt '[^']*' for \S+ log driver|^(?:[Ee]rror|[Ff]ailed|[Cc]ould not|[Cc]an't)\b(?=[\s\S]*\bmodule="?logger\/)[^\n]*|[Ff]ailed to (?:create log (?:stream|group)|put (?:log )?events|connect to (?:the )?(?:syslog|log(?:ging)? (?:driver|server|endpoint|collector|service))\b)/,
      label: "log line lost",
      severity: "ticket",
    },
    {
      id: "log-line-lost",
      units: ["dockerd"],
      pattern: /fluent#\w+: [Bb]uffer full|[Ff]ailed to put log events/,
      label: "line not sent",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
