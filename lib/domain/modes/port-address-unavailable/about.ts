import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";
import { DAEMON_AWAY, THROUGH_API } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "port-address-unavailable",
  title: "Published address not on this host",
  part: "bridge",
  group: "Network",
  severity: "ticket",
  hiddenBy: THROUGH_API,
  explainedBy: DAEMON_AWAY,
  knownToMs: 5 * SECOND_MS,
  signatures: [
    {
      id: "publish-address-missing",
      units: ["dockerd", "client"],
      pattern:
        /programming external connectivity on endpoint (\S+) \([0-9a-f]+\)[\s\S]{0,200}?cannot assign requested address/,
      label: "address to publish on is not here",
      severity: "ticket",
    },
    {
      id: "publish-address-missing-unnamed",
      units: ["dockerd", "client"],
      pattern:
        /(?:userland proxy|expose port|bind (?:host )?port|exposing port|map port|PortManager)[\s\S]{0,200}?(?:cannot assign requested address|address family not supported)/,
      label: "address to publish on is not here",
      severity: "ticket",
    },
    {
      // Not every user may open every port: rootless, or a socket of the host that refuses.
      id: "publish-not-permitted",
      units: ["dockerd", "client"],
      pattern:
        /cannot expose privileged port \d+|(?:userland proxy|expose port|bind (?:host )?port|exposing port|map port|PortManager)[\s\S]{0,300}?bind: permission denied/,
      label: "port may not be opened",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
