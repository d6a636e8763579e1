import type { ModeAbout } from "../../mode-about.ts";
import { TLS_EXPIRED } from "../shared/tls-words.ts";

export const about: ModeAbout = {
  id: "tls-cert-expired",
  title: "TLS certificate expired",
  part: "tls",
  group: "Security",
  // A page once the certificate of the daemon itself is over: every client is shut out.
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["clock-skew"],
  knownToMs: 0,
  signatures: [
    {
      id: "tls-expired",
      units: ["dockerd", "containerd", "client"],
      pattern: TLS_EXPIRED,
      label: "certificate expired",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
