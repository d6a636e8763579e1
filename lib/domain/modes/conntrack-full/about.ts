import type { ModeAbout } from "../../mode-about.ts";
import { SECOND_MS } from "../../time.ts";

export const about: ModeAbout = {
  id: "conntrack-full",
  title: "Connection table full",
  part: "kernel",
  group: "Network",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 10 * SECOND_MS,
  signatures: [
    {
      id: "conntrack-dropped",
      units: ["kernel"],
      // "nf_conntrack: nf_conntrack: table full, dropping packet", ip_conntrack on old kernels; the prefix may be cut.
      pattern: /(?:nf|ip)_conntrack:? table full,? dropping packet|conntrack: table full/,
      label: "connection table full",
      severity: "page",
    },
  ],
  proof: {
    how: "The kernel's counters as two lab hosts gave them, with the limit moved; the table's limit belongs to the whole machine, so no lab host can be given a full one.",
  },
};
