import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "pids-exhausted",
  title: "No process number left",
  part: "ctrs",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  explains: ["container-unhealthy"],
  knownToMs: 15 * SECOND_MS,
  signatures: [
    {
      id: "fork-rejected",
      units: ["kernel"],
      pattern: /fork rejected by pids controller in \S*?(?:[/-]([0-9a-f]{64})(?:\.scope)?)?(?=\s|$)/,
      label: "fork rejected",
      severity: "ticket",
    },
    {
      id: "engine-cannot-fork",
      units: ["dockerd", "containerd", "systemd", "client"],
      pattern:
        /(?:fork\/exec [^:]{1,200}|can't fork|cannot fork|Cannot fork|failed to fork|unable to fork|Failed to fork|clone|newosproc|start OS thread)[^\n]{0,80}(?:[Rr]esource temporarily unavailable|Cannot allocate memory|cannot allocate memory)|\bfork: (?:retry: )?(?:Resource temporarily unavailable|Cannot allocate memory|[Nn]o child processes)|failed to create new OS thread|pthread_create failed: Resource temporarily unavailable|runtime\/cgo: pthread_create failed/,
      label: "no process or thread to be had",
      severity: "page",
    },
  ],
  proof: "lab",
};
