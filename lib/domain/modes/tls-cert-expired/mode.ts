import { logMode } from "../shared/log-mode.ts";
import { tlsWords } from "../shared/tls-peer.ts";

/** A certificate of a client, of the daemon or of the swarm is past its time, or a clock is wrong. */
export const tlsCertExpired = logMode({
  id: "tls-cert-expired",
  signatures: ["tls-expired"],
  severity: "ticket",
  part: "tls",
  subjectOf: () => "",
  words: (_subject, found) =>
    tlsWords(found, {
      title: "TLS certificate expired",
      summary:
        "A certificate is past its time, or a clock is wrong. dockerd checks those of its clients; its own it never looks at, and goes on serving with it.",
      affected: "Clients with that certificate: their calls fail",
    }),
});
