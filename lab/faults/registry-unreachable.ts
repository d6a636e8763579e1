import { OWN, pullFault } from "./registry.ts";

export const fault = pullFault(
  "registry-unreachable",
  "registry",
  {
    error: {
      does: "the registry answers 503",
      mode: "unavailable",
      image: `${OWN}/lab/app:1`,
      says: /503 Service Unavailable/,
    },
    refused: {
      does: "nobody listens where the registry was",
      mode: "pass",
      image: `${OWN}/lab/app:1`,
      says: /connection refused/,
      before: "systemctl stop lab-registry.service",
    },
  },
  OWN,
);
