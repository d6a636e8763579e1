import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "health-probe-broken",
  title: "Health check itself broken",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [...THROUGH_API, "containerd-hung"],
  explainedBy: [...DAEMON_AWAY, "containerd-hung", "pids-exhausted"],
  // What it says of the container is worth nothing.
  explains: ["container-unhealthy"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "health-probe-cannot-run",
      units: ["dockerd", "client"],
      // Said when the check itself could not be started. At the end of a container it is a race, and nothing.
      pattern:
        /Health check (?:for container [0-9a-f]{12,64} )?error: (?![\s\S]{0,300}?(?:context canceled|not running|in a stopped state|is restarting|is paused|not found: unknown|no such (?:exec|container)|task [0-9a-f]+ not found))/,
      label: "health check cannot run",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
