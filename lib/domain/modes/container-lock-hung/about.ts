import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-lock-hung",
  title: "One container's calls hang",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "containerd-hung"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "kill-without-exit",
      units: ["dockerd"],
      pattern:
        /tried to kill container, but did not receive an exit event|Container failed to exit within .{1,12} of (?:the )?kill/,
      label: "kill waits",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
