import type { ModeAbout } from "../../mode-about.ts";
import { MINUTE_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "cpu-throttled",
  title: "Held back by its CPU quota",
  part: "ctrs",
  group: "Host",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: DAEMON_AWAY,
  knownToMs: MINUTE_MS,
  signatures: [],
  proof: "lab",
};
