import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "pull-deadlock",
  title: "Pull without progress",
  part: "images",
  group: "Images and registries",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    ...DAEMON_AWAY,
    "containerd-hung",
    "containerd-down",
    "disk-full-data-root",
    "data-root-read-only",
    "storage-io-error",
    "task-d-state",
    "registry-unreachable",
  ],
  knownToMs: 15 * SECOND_MS,
  signatures: [
    {
      id: "pull-no-progress",
      units: ["containerd"],
      // containerd gives up by itself where Kubernetes asks it to pull.
      pattern: /cancel pulling image \S+ because of no progress in/,
      label: "pull without progress",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
