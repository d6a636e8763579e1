import { logMode } from "../shared/log-mode.ts";
import { startedAgainAt, tlsWords } from "../shared/tls-peer.ts";

/** One end does not accept the certificate of the other: another authority, another name, or (Docker 20.10 does not say) past its time. */
export const tlsUnknownCa = logMode({
  id: "tls-unknown-ca",
  signatures: ["tls-unknown-ca"],
  severity: "ticket",
  part: "tls",
  subjectOf: () => "",
  succeededAt: startedAgainAt,
  words: (_subject, found) =>
    tlsWords(found, {
      title: "TLS certificate not trusted",
      summary:
        "One end does not accept the certificate of the other: another authority, another name, or (Docker 20.10 does not say) past its time.",
      affected: "Clients whose certificate or trust does not fit: their calls fail",
    }),
});
