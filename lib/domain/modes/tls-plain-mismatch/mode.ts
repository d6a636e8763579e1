import { logMode } from "../shared/log-mode.ts";
import { startedAgainAt, tlsWords } from "../shared/tls-peer.ts";

/** One end speaks plain HTTP and the other TLS: DOCKER_TLS_VERIFY, the port, or the url of the client does not fit. */
export const tlsPlainMismatch = logMode({
  id: "tls-plain-mismatch",
  signatures: ["tls-plain"],
  severity: "ticket",
  part: "tls",
  subjectOf: () => "",
  succeededAt: startedAgainAt,
  words: (_subject, found) =>
    tlsWords(found, {
      title: "Plain HTTP spoken to a TLS port",
      summary:
        "One end speaks plain HTTP and the other TLS: DOCKER_TLS_VERIFY, the port, or the url of the client does not fit.",
      affected: "That client: its calls fail",
    }),
});
