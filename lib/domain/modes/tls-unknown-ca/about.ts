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
    {
      id: "tls-refused-by-client",
      units: ["client"],
      pattern:
        /HTTPSConnectionPool\(host='[^']*', port=2376\)[\s\S]{0,300}(?:SSL|CERTIFICATE)|CERTIFICATE_VERIFY_FAILED[\s\S]{0,300}port=2376/,
      label: "unknown certificate",
      severity: "ticket",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
