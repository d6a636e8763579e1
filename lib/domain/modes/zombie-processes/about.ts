import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "zombie-processes",
  title: "Dead children not reaped",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  // Each of them holds one of the numbers that run out.
  explains: ["pids-exhausted"],
  knownToMs: 15 * SECOND_MS,
  signatures: [],
  proof: "lab",
};
