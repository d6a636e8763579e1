import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "ip-forward-disabled",
  title: "The kernel does not forward packets",
  part: "kernel",
  group: "Network",
  severity: "page",
  hiddenBy: [],
  // dockerd switches it on when it starts.
  explainedBy: DAEMON_AWAY,
  // What leaves the host is not looked at one by one while its network is broken.
  explains: ["image-pull-dns", "registry-unreachable"],
  knownToMs: 4 * SECOND_MS,
  signatures: [
    {
      id: "forwarding-off",
      units: ["dockerd", "client"],
      // /info, docker info and the answer to create of 20.10; start-up of all versions where /proc/sys is read-only.
      pattern:
        /IPv4 forwarding is disabled|[Ss]etup IP forwarding failed|[Ff]ailed to (?:enable|set up|setup|turn on) IP(?:v4)? forwarding/,
      label: "no IP forwarding",
      severity: "page",
    },
  ],
  proof: "lab",
};
