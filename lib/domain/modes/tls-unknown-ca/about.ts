import type { ModeAbout } from "../../mode-about.ts";
import { TLS_UNKNOWN_CA } from "../shared/tls-words.ts";

export const about: ModeAbout = {
  id: "tls-unknown-ca",
  title: "TLS certificate not trusted",
  part: "tls",
  group: "Security",
  severity: "ticket",
  hiddenBy: [],
  explainedBy: ["tls-cert-expired"],
  knownToMs: 0,
  signatures: [
    {
      id: "tls-unknown-ca",
      units: ["dockerd", "containerd", "client"],
      pattern: TLS_UNKNOWN_CA,
      label: "certificate not trusted",
      severity: "ticket",
    },
  ],
  proof: "lab",
};
