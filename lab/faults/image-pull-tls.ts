import { ADDRESS, pullFault } from "./registry.ts";

export const fault = pullFault("image-pull-tls", "tls", {
  unknown: {
    does: "the registry has a certificate of an authority that nobody knows",
    mode: "pass",
    image: `${ADDRESS}:5443/lab/app:1`,
    says: /signed by unknown authority/,
    before: "lab_registry_tls",
    mend: "systemctl stop lab-registry-tls.service; lab_registry_plain 5443; trust_plain 5443",
    after: "untrust_plain",
  },
  plain: {
    does: "the registry speaks plain HTTP where TLS is expected",
    mode: "pass",
    image: `${ADDRESS}:5000/lab/app:1`,
    says: /HTTP response to HTTPS client/,
    mend: "trust_plain 5000",
    after: "untrust_plain",
  },
});
