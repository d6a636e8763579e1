import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-crash",
  title: "dockerd crashed",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "engine-crash",
      units: ["dockerd"],
      pattern:
        /^(?:panic: |fatal error: |runtime: (?:out of memory|program exceeds)|SIGABRT: |SIGSEGV: |unexpected fault address )/,
      label: "crash",
      severity: "page",
    },
  ],
  proof: "lab",
};
