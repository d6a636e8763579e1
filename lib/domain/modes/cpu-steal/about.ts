import type { ModeAbout } from "../../mode-about.ts";
import { MINUTE_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "cpu-steal",
  title: "Processors taken by the hypervisor",
  part: "kernel",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  explains: ["daemon-slow"],
  knownToMs: MINUTE_MS,
  signatures: [],
  proof: {
    how: "/proc/stat of both lab hosts, with the steal column moved: only a hypervisor can take processors from a machine",
  },
};
