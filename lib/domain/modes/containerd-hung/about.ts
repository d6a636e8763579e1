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
      // Nobody listens there: that is one who is gone, and is told by containerd-down.
      pattern:
        /[Ff]ailed to retrieve containerd version(?![\s\S]{0,400}(?:connection refused|no such file or directory))|didn't receive server preface/,
      label: "containerd waits",
      severity: "page",
    },
    {
      id: "containerd-late",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /^(?![\s\S]*(?:error (?:receiving response|sending message)|raft|swarm|dispatcher|\bpeer\b|module="?node|failed to start daemon|Error starting daemon|failed to dial|failed to (?:delete|kill|stop) (?:the )?task:))[\s\S]*?(?:context deadline exceeded: (?:unknown|unavailable)|code = (?:DeadlineExceeded|4) desc|container did not start before the specified timeout|dial unix[^\s"]{0,40} ?(?!\S*shim)\S{0,120}containerd\S{0,10}\.sock: (?:i\/o )?timeout|(?:containerd|runtime|shim|[Tt]ask|(?<!\/)events?)\b[^\n]{0,200}context deadline exceeded(?! \(Client)|context deadline exceeded\n[\s\S]{0,200}module="?libcontainerd)/,
      label: "containerd answers too late",
      severity: "ticket",
      isEffect: true,
    },
  ],
  proof: "lab",
};
