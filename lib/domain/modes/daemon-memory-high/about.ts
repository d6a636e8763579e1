import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "daemon-memory-high",
  title: "Engine takes much memory",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: [],
  // Calls that never end hold what they asked for.
  explainedBy: ["daemon-hung", "containerd-hung", "container-lock-hung", "daemon-fd-goroutine-leak"],
  explains: ["host-oom"],
  knownToMs: 4 * SECOND_MS,
  signatures: [],
  proof: {
    how: "/proc of both engines as the lab gives it, played over hours with the memory grown: an engine that leaks a gigabyte cannot be had on request",
  },
};
