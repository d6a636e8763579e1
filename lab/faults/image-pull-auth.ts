import { OWN, pullFault } from "./registry.ts";

export const fault = pullFault(
  "image-pull-auth",
  "registry",
  {
    denied: {
      does: "the registry refuses this client: 403",
      mode: "denied",
      image: `${OWN}/lab/app:1`,
      says: /denied/,
    },
    unauthorized: {
      does: "the registry wants a sign-in: 401",
      mode: "auth",
      image: `${OWN}/lab/app:1`,
      says: /unauthorized/,
    },
  },
  OWN,
);
