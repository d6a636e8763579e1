import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "docker0-missing",
  title: "A bridge of Docker is gone",
  part: "bridge",
  group: "Network",
  severity: "page",
  // Which bridges there should be is known from a daemon that answers.
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  // What leaves the host is not looked at one by one while its network is broken.
  explains: ["image-pull-dns", "registry-unreachable"],
  knownToMs: 10 * SECOND_MS,
  signatures: [
    {
      id: "bridge-not-found",
      units: ["dockerd", "client"],
      // 20.10 asks the resolver of Go, later ones netlink; both when a veth is to become a port of the bridge.
      pattern:
        /could not find bridge \S+: |adding interface \S+ to bridge (\S+) failed: (?:Device does not exist|Link not found|no such (?:device|network interface))|bridge (\S+) (?:not found|does not exist)/,
      label: "bridge not there",
      severity: "page",
    },
  ],
  proof: "lab",
};
