import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-start-timeout",
  title: "Start of docker.service timed out",
  part: "unit",
  group: "Daemon does not start",
  severity: "page",
  hiddenBy: [],
  explainedBy: ["daemon-down", "daemon-start-failed"],
  knownToMs: 2 * SECOND_MS,
  signatures: [
    {
      id: "start-timed-out",
      units: ["systemd"],
      pattern:
        /docker\.service:? (?:[Ss]tart(?:-pre|-post)? )?operation timed out|docker\.service: Failed with result 'timeout'|Job docker\.service\/start timed out|Active: failed \(Result: timeout\)/,
      label: "start timed out",
      severity: "page",
      isEffect: true,
    },
    {
      // What systemctl answers to whoever asked for the start.
      id: "start-timed-out-answer",
      units: ["client", "systemd"],
      pattern: /Job for docker\.service failed because a timeout was exceeded/,
      label: "start timed out",
      severity: "page",
      isEffect: true,
    },
  ],
  proof: {
    how: "systemd's lines over its versions and the unit's result, in the table of start causes; both engines' own units wait for ever (TimeoutStartSec=0)",
  },
};
