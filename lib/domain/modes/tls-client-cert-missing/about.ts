import type { ModeAbout } from "../../mode-about.ts";
import { TLS_NO_CLIENT_CERT } from "../shared/tls-words.ts";

export const about: ModeAbout = {
  id: "tls-client-cert-missing",
  title: "TLS client without a certificate",
  part: "tls",
  group: "Security",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: [],
  knownToMs: 0,
  signatures: [
    {
      id: "tls-no-client-cert",
      units: ["dockerd", "containerd", "client"],
      pattern: TLS_NO_CLIENT_CERT,
      label: "client shows no certificate",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
