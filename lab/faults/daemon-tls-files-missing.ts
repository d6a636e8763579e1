import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-tls-files-missing",
  part: "tls",
  config: {
    tlsverify: true,
    tlscacert: "/etc/docker/ca.pem",
    tlscert: "/etc/docker/cert.pem",
    tlskey: "/etc/docker/key.pem",
  },
  journal: /Could not load X509 key pair \(cert: "\/etc\/docker\/cert\.pem"/,
});
