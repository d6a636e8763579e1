import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-slow",
  title: "dockerd slow",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: [...DAEMON_AWAY, "containerd-hung", "disk-full-data-root"],
  knownToMs: 40 * SECOND_MS,
  signatures: [],
  proof: {
    how: "A daemon cannot be made slow without being made slow for everything else on the machine: tested with series of answers",
  },
};
