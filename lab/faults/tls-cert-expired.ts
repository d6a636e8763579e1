import { tlsFault } from "./tls.ts";

export const fault = tlsFault("tls-cert-expired", {
  client: {
    does: "a client whose certificate ended in 2021 calls dockerd on its TLS port",
    server: "server",
    client: "client-expired",
    says: /alert (?:bad certificate|certificate expired)/,
    journal: /TLS handshake error from .*certificate has expired/,
  },
});
