import type { ModeAbout } from "../../mode-about.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "slow-cold-start",
  title: "Slow to be ready",
  part: "ctrs",
  group: "Containers",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [
    ...DAEMON_AWAY,
    "daemon-slow",
    "containerd-hung",
    "cpu-throttled",
    "cpu-steal",
    "health-probe-broken",
    "container-restart-loop",
    "container-oom-killed",
    "dns-host-resolv-loopback",
    "disk-full-data-root",
  ],
  knownToMs: 0,
  signatures: [],
  proof: "lab",
};
