import { tlsFault } from "./tls.ts";

export const fault = tlsFault("tls-cert-expired", {
  client: {
    does: "a client whose certificate ended in 2021 calls dockerd on its TLS port",
    server: "server",
    client: "client-expired",
    says: /alert (?:bad certificate|certificate expired)/,
    journal: /TLS handshake error from .*certificate has expired/,
  },
  server: {
    does: "dockerd is restarted with a certificate that ended in 2021",
    server: "server-expired",
    client: "client",
    says: /certificate has expired/,
    journal: /TLS handshake error from /,
    // The client hangs up without a reason that dockerd understands.
    blast: ["tls-unknown-ca"],
  },
});
