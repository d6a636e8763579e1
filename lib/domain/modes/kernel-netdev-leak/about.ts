import type { ModeAbout } from "../../mode-about.ts";

export const about: ModeAbout = {
  id: "kernel-netdev-leak",
  title: "The kernel does not let go of a network device",
  part: "kernel",
  group: "Network",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "netdev-held",
      units: ["kernel"],
      pattern: /unregister_netdevice: waiting for (\S+) to become free/,
      label: "network device held",
      severity: "ticket",
    },
    {
      // The kernel's sentence in somebody's own: nobody else has it.
      id: "netdev-held-told",
      units: ["client", "dockerd", "systemd"],
      pattern: /unregister_netdevice: waiting for (\S+) to become free/,
      label: "network device held",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: {
    how: "The kernel's line in the forms of 3.10 to 6.x, written into an engine log: the leak itself is a bug of certain kernels that no lab can call up.",
  },
};
