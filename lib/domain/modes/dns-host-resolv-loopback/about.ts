import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "dns-host-resolv-loopback",
  title: "The host's nameservers are out of reach of containers",
  part: "dns",
  group: "Network",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 10 * SECOND_MS,
  signatures: [
    {
      id: "resolv-loopback",
      units: ["dockerd"],
      // Said for information at each start of a container.
      pattern: /No non-localhost DNS nameservers are left in resolv\.conf/,
      label: "no nameserver for containers",
      severity: "ticket",
      isQuiet: true,
      // On many hosts, whose networks reach those servers, a line of each start.
      isNormalBeside: /completed initialization|API listen on /,
    },
  ],
  proof: "lab",
};
