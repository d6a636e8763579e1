import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "containerd-hung",
  title: "containerd hung",
  part: "containerd",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "containerd-no-answer",
      units: ["dockerd"],
      pattern:
        /Failed to retrieve containerd version|failed to retrieve containerd version|didn't receive server preface/,
      label: "containerd waits",
      severity: "page",
    },
    {
      id: "containerd-late",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /^(?![\s\S]*(?:failed to start daemon|Error starting daemon|failed to dial))[\s\S]*?(?:context deadline exceeded: (?:unknown|unavailable)|container did not start before the specified timeout|code = DeadlineExceeded desc|(?:containerd|runtime|shim|[Tt]ask|events?)\b[^\n]{0,200}context deadline exceeded(?! \(Client)|context deadline exceeded\n[\s\S]{0,200}module="?libcontainerd)/,
      label: "containerd answers too late",
      severity: "ticket",
      isEffect: true,
    },
  ],
  proof: "lab",
};
