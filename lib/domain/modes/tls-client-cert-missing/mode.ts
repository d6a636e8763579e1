import { logMode } from "../shared/log-mode.ts";
import { startedAgainAt, tlsWords } from "../shared/tls-peer.ts";

/** A client reached the API and showed no certificate, which --tlsverify asks for. Many from one address are a scan. */
export const tlsClientCertMissing = logMode({
  id: "tls-client-cert-missing",
  signatures: ["tls-no-client-cert"],
  severity: "ticket",
  part: "tls",
  subjectOf: () => "",
  succeededAt: startedAgainAt,
  words: (_subject, found) =>
    tlsWords(found, {
      title: "TLS client without a certificate",
      summary:
        "A client reached the API and showed no certificate, which --tlsverify asks for. Many from one address are a scan.",
      affected: "That client: its calls fail",
    }),
});
