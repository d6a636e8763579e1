import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-json-wrong-type",
  title: "daemon.json has a wrong value",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "config-wrong-type",
      units: ["dockerd"],
      pattern:
        /(?:unable to configure the Docker daemon with file (?:\S+): )?(?<!(?:rpc error|exit status|container)\b[\s\S]{0,300})json: cannot unmarshal (\S+(?: [-\d.eE+]+)?) into Go struct field (\S+) of type (\S+)/,
      label: "wrong type",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
    {
      id: "config-bad-value",
      units: ["dockerd"],
      pattern:
        /unable to configure the Docker daemon with file \S+: (?:(?:merged )?configuration validation from file(?: and command line flags)? failed(?:: | \()(?!specified default runtime)([^\n]+)|(?:invalid (?:size|IP address): [^\n]+|ParseAddr\([^\n]+))/,
      label: "bad value",
      severity: "page",
      // A reload that failed: it still runs on the configuration it read before.
      severityWhileRunning: "ticket",
    },
    {
      id: "config-bad-level",
      units: ["dockerd"],
      pattern: /(?:unable to parse|invalid) logging level: (\S+)/i,
      label: "bad log level",
      severity: "page",
    },
    {
      id: "config-bad-start-value",
      units: ["dockerd"],
      pattern:
        /(?:^|failed to start daemon: |Error starting daemon: )((?:registry mirror: invalid mirror|validating \w+): [^\n]+|conflict labels for [^\n]+|invalid mirror: [^\n]+|insecure registry \S+ is not valid[^\n]*|runtime name '[^']+' is reserved|opening seccomp profile \([^\n]+|Error during (?:uid|gid) lookup for [^\n]+|Backend storage not supported[^\n]*|invalid (?:log format|default MTU|max concurrent \w+|max download attempts|userland-proxy-path|exec-opt|fixed-cidr-v6|firewall-backend|bind address|bridge-accept-fwmark)[: (][^\n]*)|error obtaining controller instance: Backend storage not supported/,
      label: "bad value",
      severity: "page",
    },
    {
      id: "flag-bad-value",
      units: ["dockerd"],
      pattern:
        /(?:invalid argument "([^"]*)" for "[^"]*--([\w-]+)" flag|^(?:Status: )?flag needs an argument: [^\n]+)/,
      label: "bad flag",
      severity: "page",
      // Every program in Go says so of its own flags.
      isAnybodys: true,
    },
    {
      id: "flag-bad-to-dockerd",
      units: ["dockerd", "client"],
      pattern:
        /\b(?:invalid argument "[^"]*" for "[^"]*--[\w-]+" flag|flag needs an argument: \S+)[\s\S]{0,200}?\bdockerd --help/,
      label: "bad flag",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
