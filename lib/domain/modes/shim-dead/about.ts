import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "shim-dead",
  title: "Shim died",
  part: "shims",
  group: "containerd, shims, runtime",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "containerd-hung", "disk-full-data-root", "disk-inodes-exhausted"],
  explains: ["container-exit-error", "exit-137-not-oom", "container-unhealthy"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "shim-lost",
      units: ["dockerd", "containerd", "client"],
      pattern:
        /failed to delete container from containerd[\s\S]{0,200}?task ([0-9a-f]{64}) not found|ttrpc: (?:client shutting down: )?(?:ttrpc: )?closed: unknown|no running task found: task [0-9a-f]+ not found|shim (?:exited|died|terminated) (?:unexpectedly|before container process was started)|shim died, killing associated process|(?:start|create|creating|run|starting) shim(?: task)?:[^\n]{0,200}signal: killed|(?:connect(?:ing)?|dial(?:l?ing)?)(?: to)? (?:the )?shim[^\n]{0,200}(?:connection refused|no such file)|dial unix (?:(?:\\x00|@)?\S{0,20}containerd-shim\S*|\S{0,80}\/containerd\/s\/[0-9a-f]+)[^\n]{0,40}connection refused|[Ff]ailed to (?:connect to|load|reconnect to|get) (?:the )?shim[^\n]{0,200}(?:refused|no such|closed|not found)/,
      label: "shim lost",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
