import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "live-restore-mismatch",
  title: "Container lost over a daemon restart",
  part: "ctrs",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "daemon-restart-killed-containers"],
  explains: ["container-exit-error", "container-unhealthy"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "restore-failed",
      units: ["dockerd"],
      pattern:
        /[Ff]ailed to (?:restore|reattach|load) (?:the )?(?:running )?container(?!s: start)|[Ee]rror (?:while )?restoring (?:the )?container|failed to retrieve container \S+ state|error locating sandbox id \S+ sandbox \S+ not found|[Ff]ailed to (?:update|clean ?up) (?:stale|running) (?:sandbox|container)[^\n]{0,40}|live[- ]restore[^\n]{0,80}(?:fail|error|not (?:supported|possible))/,
      label: "not taken over",
      severity: "ticket",
      // Why is said beside it, where it is said.
      isEffect: true,
      isLeast: true,
    },
  ],
  proof: {
    how: "Events and lists made in the form both engines report them, a shim gone while dockerd was away, played into the detector",
  },
};
