import { tlsFault } from "./tls.ts";

export const fault = tlsFault("tls-client-cert-missing", {
  none: {
    does: "a client without a certificate calls dockerd on its TLS port",
    server: "server",
    client: "-",
    says: /alert (?:bad certificate|certificate required)/,
    journal: /TLS handshake error from .*client didn't provide a certificate/,
  },
});
