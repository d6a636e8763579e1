import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "container-paused",
  title: "Container left paused",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  // Its health reads "unhealthy" while nobody runs the check.
  explains: ["container-unhealthy", "health-flapping"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "container-is-paused",
      units: ["dockerd", "client"],
      pattern:
        /Container \S+ is paused[.,] unpause the container before|cannot remove a paused container|container is paused and must be unpaused|Up [^\n]{1,40}\(Paused\)|"Status":\s*"paused"|"Paused":\s*true\b/i,
      label: "paused",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
