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
        /tried to kill container, but did not receive an exit event|Container (?:[0-9a-f]{12,64} )?failed to exit within .{1,12} of (?:the )?kill/,
      label: "kill waits",
      severity: "ticket",
    },
    {
      // The same while it still tries, which it tells for information: in a log of seconds that is all there is to read.
      id: "kill-waits",
      units: ["dockerd"],
      pattern: /Container (?:[0-9a-f]{12,64} )?failed to exit within .{1,12} of kill - trying direct SIGKILL/,
      label: "kill waits",
      severity: "ticket",
      isQuiet: true,
      isOfPaste: true,
    },
    {
      // What whoever asks for the end of a container is answered when dockerd takes it for running and nobody can end it.
      // The same words in a warning of dockerd tell of a process that was quicker than the signal.
      id: "kill-refused",
      units: ["dockerd", "client"],
      pattern:
        /^(?![\s\S]*container kill failed because of)[\s\S]*?(?:[Cc]annot (?:kill|stop)|[Cc]ould not kill running) container\b[^\n]{0,300}?(?:no such process|[Cc]ontainer does not exist|container not found|not terminate|after kill|permission deni|operation not permitted)|[Cc]ould not kill running container\b|returned error: Cannot stop container [^\n]{0,80}?: (?:\[8\] |cantkill\b|Cannot kill )/,
      label: "cannot be killed",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
