import { tlsFault } from "./tls.ts";

export const fault = tlsFault("tls-unknown-ca", {
  client: {
    does: "a client with a certificate of another authority calls dockerd on its TLS port",
    server: "server",
    client: "client-stranger",
    says: /alert (?:bad certificate|unknown ca)/,
    journal: /TLS handshake error from .*signed by unknown authority/,
  },
});
