import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-log-config-invalid",
  title: "Log settings refused",
  part: "config",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "log-opts",
      units: ["dockerd"],
      pattern: /[Ff]ailed to set log opts: ((?!failed to set log opts)[^\n]+)/,
      label: "log options",
      severity: "page",
    },
    {
      id: "log-plugin",
      units: ["dockerd", "client"],
      pattern: /error looking up logging plugin (\S+?): |no log driver named '?([^'\s]+)'? is registered/,
      label: "no such log driver",
      severity: "page",
      // dockerd runs; each container that wants the driver is refused.
      severityWhileRunning: "ticket",
    },
  ],
  proof: "lab",
};
